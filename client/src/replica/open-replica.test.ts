import { expect, onTestFinished, test } from 'vitest'
import { toBase64Url } from './minting/base64url.ts'
import { browserPlatform, type Platform } from './platform.ts'
import { openReplicaInNode } from './replica-in-node.ts'
import { until } from './watched.ts'

/** A platform whose server answers enrolment and sign-in, and whose sockets never open: the phone in the aisle. */
function inTheAisle(): Platform {
  const answer = (path: string) =>
    path.endsWith('/device-token')
      ? { device: 'D1', name: 'MC-07', kind: 'handheld', token: 't', key: toBase64Url(new Uint8Array(32)) }
      : {
          access_token: 'a',
          expires_at: 0,
          permissions: [],
          person: { id: 'p-ana', username: 'ana', name: 'Ana', role: 'MAGACIONER', active: true },
        }
  return {
    ...browserPlatform(),
    fetch: (async (url: string) =>
      new Response(JSON.stringify(answer(url)), {
        headers: { 'content-type': 'application/json' },
      })) as unknown as typeof fetch,
    openSocket: () => {
      throw new Error('no network')
    },
  }
}
async function phone(name: string) {
  const replica = await openReplicaInNode({ baseUrl: 'http://aisle', name, platform: inTheAisle() })
  onTestFinished(replica.stop)
  return replica
}
const pick = { type: 'picked', task: 'T1', line: 'L1', qty: 1000, way: 'trigger' } as const

test('nobody records before a worker has signed in on an enrolled device', async () => {
  const replica = await phone('open-1')
  expect(await replica.record([pick])).toEqual({ ok: false, failure: { code: 'not_signed_in' } })
  expect(await replica.signIn('ana', '1111')).toMatchObject({ failure: { code: 'device_unknown' } })
})

test('DV-12 a reload without a network finds worker, device and picks; the picks count as unsent', async () => {
  const before = await phone('open-2')
  await before.enrol({ username: 'ana', pin: '1111' })
  await before.signIn('ana', '1111')
  const recorded = await before.record([pick, pick])
  expect(recorded.ok && recorded.events.map(({ seq, by, device }) => [seq, by, device])).toEqual([
    [1, 'p-ana', 'D1'],
    [2, 'p-ana', 'D1'],
  ])
  await before.stop()

  const after = await phone('open-2')
  expect(after.device.get()?.name).toBe('MC-07')
  expect(after.signedIn.get()?.worker).toBe('p-ana')
  expect(after.events('T1').get()).toHaveLength(2)
  expect(after.unsent.get()).toMatchObject({ count: 2, refused: 0 })
  expect(after.outboxState(after.events('T1').get()[0]?.id ?? '')).toBe('here')
  expect(after.connection.get().state).not.toBe('online')
})

test('DV-09 a second tab does not record; it takes over with everything when the first one closes', async () => {
  const first = await phone('open-3')
  await first.enrol({ username: 'ana', pin: '1111' })
  await first.signIn('ana', '1111')
  const second = await phone('open-3')
  expect(second.storage.get().otherTab).toBe(true)
  expect(await second.record([pick])).toEqual({ ok: false, failure: { code: 'other_tab_writes' } })

  await first.record([pick])
  await first.stop()
  await until(second.storage, ({ otherTab }) => !otherTab)
  expect(second.events('T1').get()).toHaveLength(1)
  expect(await second.record([pick])).toMatchObject({ ok: true, events: [{ seq: 2 }] })
})

test('a screen that asks for an impossible pick hears of its bug at once, and nothing is recorded', async () => {
  const replica = await phone('open-4')
  await replica.enrol({ username: 'ana', pin: '1111' })
  await replica.signIn('ana', '1111')
  await expect(replica.record([{ ...pick, qty: 0 }])).rejects.toThrow('qty')
  expect(await replica.record([pick])).toMatchObject({ ok: true, events: [{ seq: 1 }] })
})

test('DV-17 “work here”: the first tab finishes what is under way and lets go, and the second goes on with everything', async () => {
  const first = await phone('open-5')
  await first.enrol({ username: 'ana', pin: '1111' })
  await first.signIn('ana', '1111')
  const second = await phone('open-5')
  const underWay = [first.record([pick]), first.record([pick, pick])]
  second.takeOver()
  const stored = await Promise.all(underWay)
  await until(second.storage, ({ otherTab }) => !otherTab)
  const toned = stored.flatMap((each) => (each.ok ? each.events : []))
  expect(toned).toHaveLength(3)
  expect(
    second
      .events('T1')
      .get()
      .map(({ id }) => id)
      .sort(),
  ).toEqual(toned.map(({ id }) => id).sort())
  expect(await second.record([pick])).toMatchObject({ ok: true, events: [{ seq: 4 }] })
  expect(first.storage.get().otherTab).toBe(true)
  expect(await first.record([pick])).toEqual({ ok: false, failure: { code: 'other_tab_writes' } })
})

test('DV-17 a first tab that is frozen does not answer: its place is taken, and it records nothing more', async () => {
  const frozen = { ...inTheAisle(), openTabChannel: () => ({ post: () => {}, close: () => {} }) }
  const first = await openReplicaInNode({ baseUrl: 'http://aisle', name: 'open-6', platform: frozen })
  onTestFinished(first.stop)
  await first.enrol({ username: 'ana', pin: '1111' })
  await first.signIn('ana', '1111')
  await first.record([pick])
  const second = await phone('open-6')
  second.takeOver()
  await until(second.storage, ({ otherTab }) => !otherTab)
  expect(await second.record([pick])).toMatchObject({ ok: true, events: [{ seq: 2 }] })
  expect(await first.record([pick])).toEqual({ ok: false, failure: { code: 'other_tab_writes' } })
}, 20_000)

test('DV-18 somebody clears the storage while the app is open: it is made anew from what the page knows, and a reload finds it', async () => {
  const before = await phone('open-7')
  await before.enrol({ username: 'ana', pin: '1111' })
  await before.signIn('ana', '1111')
  await before.record([pick, pick])
  await new Promise((resolve, reject) => {
    const deleting = indexedDB.deleteDatabase('open-7-log')
    deleting.onsuccess = resolve
    deleting.onerror = reject
  })
  expect(await before.record([pick])).toMatchObject({ ok: true, events: [{ seq: 3 }] })
  await before.stop()
  const after = await phone('open-7')
  expect(after.signedIn.get()?.worker).toBe('p-ana')
  expect(after.unsent.get().count).toBe(3)
  expect(await after.record([pick])).toMatchObject({ ok: true, events: [{ seq: 4 }] })
})
