import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { percentile, round } from './result.ts'

const COMMITS = 400

/** What one durable commit costs on this disk now: one row, WAL, `synchronous=FULL`. */
export function measureFsync(): { readonly p50_ms: number; readonly p99_ms: number } {
  const folder = mkdtempSync(path.join(tmpdir(), 'magacin-fsync-'))
  const database = new Database(path.join(folder, 'fsync.sqlite'))
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.exec('create table rows (id integer primary key, body text)')
  const insert = database.prepare('insert into rows (body) values (?)')
  const body = 'x'.repeat(200)
  const times = Array.from({ length: COMMITS }, () => {
    const began = performance.now()
    insert.run(body)
    return performance.now() - began
  })
  database.close()
  rmSync(folder, { recursive: true })
  return { p50_ms: round(percentile(times, 0.5), 3), p99_ms: round(percentile(times, 0.99), 3) }
}
