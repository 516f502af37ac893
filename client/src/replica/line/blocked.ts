import { type ErrorCode, errorCodes } from 'shared-schema/domain/error-codes.ts'

/** A server that turned this device away is asked again this seldom, ms: a supervisor may change that. */
export const BLOCKED_RETRY_MS = 60_000

/**
 * Why a closed connection should not simply be tried again: the credential or the version. Work goes on meanwhile.
 * @param reason of the close frame; a code of the registry when the server is of ours
 */
export function blockedBy(closeCode: number, reason: string): ErrorCode | undefined {
  const named = Object.hasOwn(errorCodes, reason) ? (reason as ErrorCode) : undefined
  if (closeCode === 4401) return named ?? 'token_invalid'
  if (closeCode === 4403) return named ?? 'forbidden'
  if (closeCode === 4426) return named ?? 'protocol_too_old'
  return undefined
}
