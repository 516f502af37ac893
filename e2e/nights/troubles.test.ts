import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { ErpPort } from 'erp-bridge/src/erp/erp-port.ts'
import type { Journal } from 'erp-bridge/src/journal/open-journal.ts'
import { sql } from 'kysely'
import { errorsEn } from 'shared-schema/messages/errors/en.ts'
import { errorsSr } from 'shared-schema/messages/errors/sr.ts'
import { lanCertificate } from 'sync-server/src/lan/certificate.ts'
import { expect, test } from 'vitest'
import { freePort } from '../stack/free-port.ts'
import { connectErp } from './connect-erp.ts'
import { failuresOf, openQuietSite, type QuietSite } from './quiet-site.ts'

const PATIENCE = { timeout: 60_000 }
/** So many that their posting needs pages of its own in the journal. */
const QUANTITIES = Array.from({ length: 30 }, (_, at) => (at + 1) * 1000)

/** A site whose bridge may be given another ERP, and Ana's work that waits for its posting. */
async function readyToPost(): Promise<{
  readonly house: QuietSite
  readonly number: string
  readonly reach: (erp: ((site: QuietSite['site']) => ErpPort) | undefined) => void
}> {
  let other: ((site: QuietSite['site']) => ErpPort) | undefined
  const house: QuietSite = await openQuietSite(
    {},
    { erp: (erp) => (other === undefined ? erp : other(house.site)) },
  )
  const number = house.write(...QUANTITIES)
  await house.night()
  await house.work(number)
  const reach = (erp: typeof other) => {
    other = erp
  }
  return { house, number, reach }
}

/** Whatever it was: the next night posts what waited, once. */
async function heals({ house, number, reach }: Awaited<ReturnType<typeof readyToPost>>): Promise<void> {
  reach(undefined)
  expect((await house.night()).state).toBe('done')
  expect(house.bookingsOf(number)).toMatchObject([{ lines: QUANTITIES.map((qty) => ({ qty })) }])
}

test(
  'An ERP that is down for the night is named at every step, and the next night posts everything',
  PATIENCE,
  async () => {
    const ready = await readyToPost()
    await using _house = ready.house
    const port = await freePort()
    ready.reach(({ clock }) => connectErp({ url: `http://127.0.0.1:${port}` }, clock, 'paws'))

    const run = await ready.house.night()

    expect(failuresOf(run)).toMatchObject({
      catalogue: 'erp_away',
      posting: 'erp_away',
      comparison: 'erp_away',
    })
    expect(run.steps.find((step) => step.name === 'fulfilments')?.state).toBe('done')
    await heals(ready)
  },
)

test('A certificate nobody vouches for is named, and nothing is sent there', PATIENCE, async () => {
  const ready = await readyToPost()
  await using _house = ready.house
  const folder = await mkdtemp(path.join(tmpdir(), 'magacin-erp-tls-'))
  const who = { names: ['localhost'], addresses: ['127.0.0.1'] }
  let asked = 0
  const stranger = createServer(await lanCertificate(folder, who, Date.now()), () => {
    asked += 1
  })
  stranger.listen(0, '127.0.0.1')
  await once(stranger, 'listening')
  const url = `https://127.0.0.1:${(stranger.address() as AddressInfo).port}`
  ready.reach(({ clock }) => connectErp({ url }, clock, 'paws'))

  const run = await ready.house.night()

  expect(failuresOf(run)).toMatchObject({ catalogue: 'erp_certificate', posting: 'erp_certificate' })
  expect(asked).toBe(0)
  await heals(ready)
  stranger.close()
  await rm(folder, { recursive: true, force: true })
})

test(
  'RC-52 A wrong password is tried once a night, or the ERP would lock the account',
  PATIENCE,
  async () => {
    const ready = await readyToPost()
    await using _house = ready.house
    let health: ErpPort['health'] | undefined
    ready.reach(({ erp, clock }) => {
      const port = connectErp(erp, clock, 'paws', undefined, { username: 'most', password: 'pogrešna' })
      health = port.health
      return port
    })

    const run = await ready.house.night()

    expect(failuresOf(run)).toMatchObject({ catalogue: 'erp_credentials', posting: 'erp_credentials' })
    expect(JSON.stringify(run)).not.toContain('pogrešna')
    expect(health?.().requests).toBe(1)
    await heals(ready)
  },
)

test('A full disk stops the posting before it leaves, and the desk is told', PATIENCE, async () => {
  const ready = await readyToPost()
  await using house = ready.house
  const bridge = await house.bridge()
  const journal = house.site.journal()
  await fill(journal)

  const { run } = await bridge.night()

  expect(Object.values(failuresOf(run))).toContain('disk_full')
  expect(house.bookingsOf(ready.number)).toEqual([])
  const { body } = await house.milena.get(`/api/pantheon/runs/${run.id}`)
  expect(body.state).toBe('failed')

  // Opened again by the next process, with room.
  await heals(ready)
})

test(
  'A server that does not know the bridge is named in the account, which is kept until it can be told',
  PATIENCE,
  async () => {
    const ready = await readyToPost()
    await using house = ready.house
    const devices = house.site.warehouse.store.sql
    const before = await devices
      .selectFrom('devices')
      .selectAll()
      .where('id', '=', 'erp-bridge')
      .executeTakeFirstOrThrow()
    await devices
      .updateTable('devices')
      .set({ token_hash: 'of another secret' })
      .where('id', '=', 'erp-bridge')
      .execute()

    const run = await house.night()

    expect(failuresOf(run)).toMatchObject({ server: 'server_credential', posting: 'step_needed' })
    await devices
      .updateTable('devices')
      .set({ token_hash: before.token_hash })
      .where('id', '=', 'erp-bridge')
      .execute()
    await heals(ready)
  },
)

test('Every trouble of a night says in both languages what it is and what to do', () => {
  for (const code of [
    'erp_away',
    'erp_certificate',
    'erp_credentials',
    'erp_rejected',
    'disk_full',
    'server_credential',
    'step_needed',
    'interrupted',
  ] as const)
    for (const words of [errorsEn, errorsSr]) expect(words[code].todo.length).toBeGreaterThan(5)
})

/** No page of the journal's file can be added any more. */
async function fill({ sql: journal }: Journal): Promise<void> {
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(journal)
  await sql.raw(`pragma max_page_count = ${rows[0]?.page_count ?? 1}`).execute(journal)
  // What lies free inside of the file is used up.
  for (let key = 0; ; key += 1) {
    const value = 'x'.repeat(1000)
    try {
      await journal
        .insertInto('marks')
        .values({ key: `filler ${key}`, value })
        .execute()
    } catch {
      return
    }
  }
}
