import { createHash, createHmac } from 'node:crypto'
import { seedDemo } from '../../../sync-server/src/demo/seed.ts'
import { apiDevice } from '../../../sync-server/src/storage/api-devices.ts'
import { upsertArticles } from '../../../sync-server/src/storage/catalogue.ts'
import { insertPerson } from '../../../sync-server/src/storage/people.ts'
import type { Store } from '../../../sync-server/src/storage/store.ts'
import { cheapHash } from '../../../sync-server/src/testing/cheap-hash.ts'

/** How large the generated site is. */
export type SiteSize = {
  readonly workers: number
  readonly devices: number
  readonly articles: number
}

/** A large warehouse: 120 teams of two in two shifts, a device for everybody and as many in drawers and chargers. */
export const LARGE_SITE: SiteSize = { workers: 240, devices: 500, articles: 40_000 }

export type Handheld = {
  readonly id: string
  /** Its credential, which the benchmark shows in its hello. */
  readonly token: string
  /** Key of the authentication codes of its events, base64url. */
  readonly key: string
  /** Who has signed in on it; the first one picks with it. */
  readonly people: readonly string[]
}

export const workerId = (index: number) => `p-w${String(index).padStart(3, '0')}`

/** Who has which device, from the size alone: a kept database is measured without a list beside it. */
export function handheldsOf({ workers, devices }: SiteSize): Handheld[] {
  return Array.from({ length: devices }, (_, index) => {
    const id = `h-${String(index).padStart(3, '0')}`
    const third = Math.floor(workers / 3)
    const people = [0, third, 2 * third].map((step) => workerId((index + step) % workers))
    return { id, token: `year-${id}`, key: keyOf(id), people: [...new Set(people)] }
  })
}

/** Fills an empty database with the people, devices and articles of the site. */
export async function furnish(store: Store, size: SiteSize, at: number): Promise<void> {
  await seedDemo(store, cheapHash)
  const pinHash = await cheapHash('1234')
  const articles = Array.from({ length: size.articles }, (_, index) => {
    const ident = identOf(index)
    const code = barcodeOf(index)
    const barcodes = [
      { code, factor: 1_000 },
      ...(index % 2 ? [{ code: `9${code.slice(1)}`, factor: 12_000 }] : []),
    ]
    return {
      ident,
      name: `Artikal ${ident} za godinu`,
      unit: 'KOM',
      active: true,
      barcodes,
      location: locationOf(index),
    }
  })
  await store.write(async (tx) => {
    await upsertArticles(tx, articles)
    for (let index = 0; index < size.workers; index++) {
      const id = workerId(index)
      await insertPerson(tx, {
        ...{ id, username: id.slice(2), name: `Magacioner ${index + 1}`, role: 'MAGACIONER', active: true },
        ...{ passwordHash: null, pinHash },
      })
    }
    await apiDevice(tx, { id: 'p-sef', name: 'Milena Đurović' })
    for (const { id, token, key, people } of handheldsOf(size)) {
      await tx.sql
        .insertInto('devices')
        .values({
          ...{ id, name: `Ručni ${id}`, kind: 'handheld', mac_key: key, enrolled_by: null, enrolled_at: at },
          ...{ token_hash: createHash('sha256').update(token).digest('hex'), last_seen: at, unsent: 0 },
        })
        .execute()
      const logins = people.map((person) => ({ device: id, person, first_at: at, last_at: at }))
      await tx.sql.insertInto('device_logins').values(logins).execute()
    }
  })
}

export const identOf = (index: number) => String(300_000 + index)
export const barcodeOf = (index: number) => String(3_870_000_000_000 + index * 10)
export const locationOf = (index: number) =>
  `ZB-R${String(1 + (index % 40)).padStart(2, '0')}-P${String(1 + (index % 7)).padStart(2, '0')}-B${String(1 + (index % 30)).padStart(2, '0')}`

function keyOf(device: string): string {
  return createHmac('sha256', 'a year of invented work').update(device).digest('base64url')
}
