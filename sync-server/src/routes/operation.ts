import { createHash } from 'node:crypto'
import type { Refused } from '../refusal.ts'
import { refuse } from '../refusal.ts'
import { answerOperation, BEGUN, beginOperation, forgetOperation } from '../storage/operations.ts'
import type { Store } from '../storage/store.ts'

export type Operation = {
  /** Person id. */
  readonly actor: string
  /** Any string of the caller's. */
  readonly operation: string
  /** What is asked, without the operation id: route, path and body. */
  readonly request: unknown
}

/**
 * Does something once per operation id. The same operation again gives the first answer; with another request it is a
 * `conflict`. A refusal is not remembered, so that the caller may mend the request and try again under the same id. After a
 * crash between the act and its answer the act runs again, so it must be harmless when repeated: appending derives event ids from the operation.
 */
export async function once<T>(
  store: Store,
  { actor, operation, request }: Operation,
  act: () => Promise<T | Refused>,
): Promise<T | Refused> {
  const request_hash = createHash('sha256').update(stable(request)).digest('hex')
  const row = await store.write((tx) => beginOperation(tx, { actor, operation, request_hash }))
  if (row.request_hash !== request_hash)
    return refuse('conflict', `The operation ${operation} was used before with another request.`)
  if (row.status !== BEGUN) return JSON.parse(row.response) as T
  const outcome = await act()
  if (isRefused(outcome)) {
    await store.write((tx) => forgetOperation(tx, actor, operation))
    return outcome
  }
  await store.write((tx) =>
    answerOperation(tx, actor, operation, { status: 200, response: JSON.stringify(outcome) }),
  )
  return outcome
}

function isRefused(outcome: unknown): outcome is Refused {
  return typeof outcome === 'object' && outcome !== null && 'ok' in outcome && 'failure' in outcome
}

/** JSON with sorted keys: the same request is the same text however a client orders it. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
