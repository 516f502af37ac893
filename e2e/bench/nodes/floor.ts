import pg from 'pg'
import { percentile, round } from '../result.ts'

const ROUNDS = 200

/**
 * The bare cost of telling another program of a commit on this database: one row is written, committed and announced on one
 * connection, heard on a second one and read by a third. No server can be faster than that.
 * @returns median and 99th percentile, ms
 */
export async function bareNotice(url: string): Promise<{ readonly p50: number; readonly p99: number }> {
  const [writer, listener, reader] = await Promise.all([connect(url), connect(url), connect(url)])
  await writer.query('create table if not exists bench_notice (id integer, at double precision)')
  await writer.query('truncate bench_notice')
  await listener.query('listen bench_notice')
  const times: number[] = []
  for (let id = 0; id < ROUNDS; id++) {
    const heard = new Promise<void>((resolve) => listener.once('notification', () => resolve()))
    const from = performance.now()
    await writer.query(`begin; insert into bench_notice values (${id}, 0); notify bench_notice; commit`)
    await heard
    await reader.query('select * from bench_notice where id = $1', [id])
    times.push(performance.now() - from)
  }
  await writer.query('drop table bench_notice')
  await Promise.all([writer.end(), listener.end(), reader.end()])
  return { p50: round(percentile(times, 0.5)), p99: round(percentile(times, 0.99)) }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client
}
