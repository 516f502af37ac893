import type { SSEMessage } from 'hono/streaming'
import { type ChangeMessage, type ChangeTopic, changeTopics } from 'shared-schema/api/live.ts'
import { changesAfter, oldestChange } from '../../storage/changes.ts'
import type { Store } from '../../storage/store.ts'
import type { Mailbox } from './mailbox.ts'

/** Who missed more than this reads everything again, which is less work for both sides. */
const MOST_MISSED = 1000
/** A desk that lets more than this wait is cut and comes back. */
export const MOST_WAITING = 2000

/**
 * Sends the changes of every commit, beginning after `since` where one is given. Nothing falls between the past that is
 * read and the present that is heard: listening begins first.
 * @returns how to stop
 */
export async function followChanges(
  store: Store,
  mailbox: Mailbox<SSEMessage>,
  since: number | undefined,
): Promise<() => void> {
  let early: ChangeMessage[][] | undefined = []
  const stop = store.onChange((changes) => {
    if (early) early.push([...changes])
    else for (const message of messagesOf(changes)) mailbox.put(message)
  })
  let sent = since ?? 0
  if (since !== undefined) {
    // What housekeeping has removed cannot be told any more.
    const forgotten = since + 1 < (await oldestChange(store.sql))
    const missed = forgotten ? undefined : await changesAfter(store.sql, since, MOST_MISSED)
    for (const message of messagesOf(missed ?? everything(since))) mailbox.put(message)
    sent = missed?.at(-1)?.seq ?? since
  }
  const heard = early
  early = undefined
  for (const changes of heard) {
    for (const message of messagesOf(changes.filter((change) => change.seq > sent))) mailbox.put(message)
  }
  return stop
}

/** One event per change; the id stands on the last one of a commit, so that a cut in the middle repeats the commit. */
function* messagesOf(changes: readonly ChangeMessage[]): Generator<SSEMessage> {
  for (const [index, change] of changes.entries()) {
    const last = changes[index + 1]?.seq !== change.seq
    yield { event: 'change', data: JSON.stringify(change), ...(last && { id: String(change.seq) }) }
  }
}

function everything(since: number): ChangeMessage[] {
  return changeTopics.map((topic: ChangeTopic) => ({ seq: since, topic, key: '*' }))
}
