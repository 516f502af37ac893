import { countPeople, insertPerson } from '../storage/people.ts'
import type { Store } from '../storage/store.ts'
import { hashSecret } from './passwords.ts'
import { newEnrolmentCode } from './tokens.ts'

/**
 * Gives an empty database its first account, `admin`, so that somebody can sign in and add the others.
 * @returns the password, to be shown once; undefined when somebody is there already
 */
export async function createFirstAdmin(store: Store): Promise<string | undefined> {
  if ((await countPeople(store.sql)) > 0) return undefined
  const password = `${newEnrolmentCode()}-${newEnrolmentCode()}`
  const passwordHash = await hashSecret(password)
  return store.write(async (tx) => {
    if ((await countPeople(tx.sql)) > 0) return undefined
    await insertPerson(tx, {
      ...{ id: 'p-admin', username: 'admin', name: 'Administrator', role: 'ADMIN', active: true },
      ...{ passwordHash, pinHash: null },
    })
    return password
  })
}
