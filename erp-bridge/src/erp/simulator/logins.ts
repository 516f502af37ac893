import { hashOf } from './seeded.ts'

export type SimRight = 'documents' | 'stock' | 'write'

/** The simulator's own logins, for a server on this machine only. */
export const simLogins = [
  { username: 'most', password: 'most-proba', rights: ['documents', 'write'] },
  { username: 'zalihe', password: 'zalihe-proba', rights: ['stock'] },
] as const satisfies readonly { username: string; password: string; rights: readonly SimRight[] }[]

export type SimLogins = {
  /** @returns a token, or undefined when name and password do not fit */
  readonly enter: (username: unknown, password: unknown) => string | undefined
  readonly rightsOf: (authorization: string | undefined) => readonly SimRight[] | undefined
  readonly forget: () => void
}

export function createLogins(seed: number): SimLogins {
  const tokens = new Map<string, readonly SimRight[]>()
  let count = 0
  return {
    enter: (username, password) => {
      const login = simLogins.find((one) => one.username === username && one.password === password)
      if (!login) return undefined
      count += 1
      const token = `t${hashOf(seed, `token ${count}`)}-${count}`
      tokens.set(token, login.rights)
      return token
    },
    rightsOf: (authorization) => tokens.get(authorization?.replace(/^Bearer /, '') ?? ''),
    forget: () => tokens.clear(),
  }
}
