import type { Platform } from '../replica/platform.ts'
import { type Answer, type RequestFailure, readAnswer, unreachable } from './answer.ts'

const KEPT_AS = 'magacin.tv'

/** What makes a screen on the wall a TV of this warehouse: a device token, and no person. */
export type TvCredential = { readonly token: string; readonly name: string }

export type TvFailure = RequestFailure | { readonly code: 'not_enrolled' }

type Options = {
  readonly baseUrl: string
  readonly platform: Pick<Platform, 'fetch'>
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>
  /** `location.hash`: `#` and an enrolment code or, from a server that prints one, the token itself. */
  readonly fragment: string
}

/**
 * The credential of this TV: the one kept here, or one made from a new code in the address, which replaces it. A code
 * works once, so the address may stay in the browser's history.
 */
export async function openTvCredential({
  baseUrl,
  platform,
  storage,
  fragment,
}: Options): Promise<
  { readonly ok: true; readonly value: TvCredential } | { readonly ok: false; readonly failure: TvFailure }
> {
  const kept = read(storage)
  const code = decodeURIComponent(fragment.replace(/^#/, '')).trim()
  if (code === '' || code === kept?.from) {
    return kept === undefined
      ? { ok: false, failure: { code: 'not_enrolled' } }
      : { ok: true, value: { token: kept.token, name: kept.name } }
  }
  const enrolled = await enrol(baseUrl, platform, code)
  if (!enrolled.ok && kept !== undefined) return { ok: true, value: { token: kept.token, name: kept.name } }
  // Not a code, or one used before: then it may be the token itself, and the server will say so.
  const notACode = !enrolled.ok && ['enrolment_invalid', 'body_invalid'].includes(enrolled.failure.code)
  if (notACode) return { ok: true, value: { token: code, name: '' } }
  if (!enrolled.ok) return enrolled
  const value = { token: enrolled.value.token, name: enrolled.value.name }
  storage.setItem(KEPT_AS, JSON.stringify({ ...value, from: code }))
  return { ok: true, value }
}

async function enrol(
  baseUrl: string,
  platform: Pick<Platform, 'fetch'>,
  code: string,
): Promise<Answer<TvCredential>> {
  try {
    const response = await platform.fetch(`${baseUrl}/api/auth/device-token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code, kind: 'tv' }),
    })
    return await readAnswer<TvCredential>(response)
  } catch (error) {
    return { ok: false, failure: unreachable(error) }
  }
}

function read(storage: Pick<Storage, 'getItem'>): (TvCredential & { from: string }) | undefined {
  try {
    const kept: unknown = JSON.parse(storage.getItem(KEPT_AS) ?? 'null')
    return typeof kept === 'object' && kept !== null ? (kept as TvCredential & { from: string }) : undefined
  } catch {
    // Storage refused or damaged: the TV enrols again.
    return undefined
  }
}
