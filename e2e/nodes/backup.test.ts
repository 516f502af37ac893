import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freshDatabase } from '../../sync-server/src/storage/postgres/test-database.ts'
import { runCommand } from '../stack/run-command.ts'
import { type RunningServer, startServer } from '../stack/start-server.ts'
import { joinTeam, type TeamAtWork } from './team-of-two.ts'

let databaseUrl: string
let server: RunningServer
let team: TeamAtWork
beforeEach(async () => {
  databaseUrl = await freshDatabase({ migrated: false })
}, 30_000)
afterEach(async () => {
  await team.stop()
  await server[Symbol.asyncDispose]()
}, 30_000)

async function open(environment: Readonly<Record<string, string>>): Promise<void> {
  server = await startServer({ LOG_LEVEL: 'warn', ...environment })
  team = await joinTeam(server.url, server.url)
}
const environment = () => ({ DATA_DIR: server.dataDir, DATABASE_URL: '' })
const onPostgres = () => ({ DATA_DIR: server.dataDir, DATABASE_URL: databaseUrl })

/** One piece a minute for each of two people. */
const PICKS_OF_AN_HOUR = 60

test.each(['SQLite', 'Postgres'])(
  'ST-12 an hour of work after a backup the disk dies (%s): the phones heal it, also with what a teammate’s lost phone had picked',
  async (database) => {
    await open(database === 'Postgres' ? { DATABASE_URL: databaseUrl } : {})
    const place = database === 'Postgres' ? onPostgres : environment
    const { ana, luka } = team
    await Promise.all([ana.pickMany(10), luka.pickMany(10)])
    await Promise.all([ana.holds(20), luka.holds(20), ana.emptied(), luka.emptied()])
    await team.acceptOverPick('Ten more were asked for by telephone.')
    const file = path.join(server.dataDir, 'backup.sqlite')
    const backup = await runCommand('backup', ['--to', file], place())
    expect(backup.said, backup.output).toMatchObject({ ok: true, events: 21 })
    expect(await lastBackupOf(server.url)).toBeGreaterThan(0)
    expect(await runCommand('restore', [file, '--replace'], place())).toMatchObject({
      ...{ code: 1, said: { code: 'server_running' } },
    })

    // The hour of work; at its end Luka's phone falls into the sea.
    await Promise.all([ana.pickMany(PICKS_OF_AN_HOUR), luka.pickMany(PICKS_OF_AN_HOUR)])
    const [mistaken] = await Promise.all([ana.pick(), luka.closeShort('200077')])
    await ana.undo(mistaken)
    const events = 21 + 2 * PICKS_OF_AN_HOUR + 3
    await Promise.all([ana.holds(events), luka.holds(events), ana.emptied(), luka.emptied()])
    await team.acceptOverPick('And a hundred and twenty by post.')
    await Promise.all([ana.holds(events + 1), luka.holds(events + 1)])
    const books = await team.books()
    expect(books.exceptions).toMatchObject([{ kind: 'over_pick', open: false }])
    expect(await team.log()).toEqual(ana.ids())
    await luka.replica.stop()
    await server.kill()

    expect((await runCommand('restore', [file], place())).said).toMatchObject({ code: 'not_empty' })
    const restored = await runCommand('restore', [file, '--replace'], place())
    expect(restored.said, restored.output).toMatchObject({ ok: true, events: 21, hash: backup.said.hash })
    expect(restored.said.epoch).not.toBe(backup.said.epoch)
    await server.restart()

    // Nothing acknowledged is missing, nothing counts twice, and every decision and contradiction is what it was.
    await expect.poll(() => team.log(), { timeout: 30_000, interval: 100 }).toEqual(ana.ids())
    expect(await team.books()).toEqual(books)
    await ana.pickMany(1)
    await ana.emptied()
    expect((await team.log()).length).toBe(events + 2)
    expect(await team.books()).toMatchObject({ exceptions: [{ kind: 'over_pick', open: true }] })
    const proof = await runCommand('rebuild', ['--verify'], place())
    expect(proof.said, proof.output).toMatchObject({ equal: true, events: events + 2 })
  },
  120_000,
)

async function lastBackupOf(url: string): Promise<number> {
  const page = await (await fetch(`${url}/metrics`)).text()
  return Number(/^backup_last_timestamp_seconds (\S+)$/m.exec(page)?.[1])
}

test('ST-12 a warehouse moves from SQLite to Postgres with one command: every row, the same fold, and phones that notice nothing', async () => {
  await open({})
  const { ana, luka } = team
  await Promise.all([ana.pickMany(20), luka.pickMany(20)])
  await Promise.all([ana.emptied(), luka.emptied()])
  const epoch = async () => ((await (await fetch(`${server.url}/health`)).json()) as { epoch: string }).epoch
  const before = await epoch()
  const running = await runCommand('migrate-to-postgres', [], onPostgres())
  expect(running).toMatchObject({ code: 1, said: { code: 'server_running' } })
  await server.stop()
  await ana.pickMany(3)

  const moved = await runCommand('migrate-to-postgres', [], onPostgres())
  expect(moved.said, moved.output).toMatchObject({ ok: true, rows: { work_events: 40 } })
  const again = await runCommand('migrate-to-postgres', [], onPostgres())
  expect(again).toMatchObject({ code: 1, said: { code: 'not_empty' } })
  await server.restart({ DATABASE_URL: databaseUrl })
  expect(await epoch()).toBe(before)
  await Promise.all([ana.emptied(), luka.holds(43)])
  expect(await team.log()).toEqual(ana.ids())
  expect((await runCommand('rebuild', ['--verify'], onPostgres())).said).toMatchObject({
    ...{ equal: true, events: 43 },
  })
}, 120_000)
