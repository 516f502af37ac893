import { foldTask } from 'shared-schema/domain/picking/fold.ts'
import * as Y from 'yjs'
import { isOver } from '../../../client/src/replica/documents/wanted-documents.ts'
import { documentFromLog, readDocument } from '../../../sync-server/src/storage/document-rows.ts'
import type { Handheld } from '../device/handheld.ts'
import type { Lab } from '../lab.ts'
import type { Server } from '../server/server-process.ts'
import { compare, type LogTexts } from './log-texts.ts'
import { wholeText } from './whole-text.ts'

/**
 * S7: a handheld shows of every task it has what the log says, by content. A day after its end nobody follows a task any more. What a
 * full disk did not keep is in memory only, which is as it should be: the server sends it again after a reload.
 */
export function showsOtherwise(lab: Lab, handheld: Handheld, log: LogTexts): string | undefined {
  const replica = handheld.front()?.replica
  if (replica === undefined) return undefined
  for (const plan of replica.tasks.get()) {
    const events = replica.events(plan.id).get()
    if (isOver(foldTask(plan, events), plan, lab.world.clock.now())) continue
    const shown = new Map(events.map((event) => [event.id, wholeText(event as never)]))
    const difference = compare(shown, log.get(plan.id) ?? new Map())
    if (difference !== undefined) return `${handheld.name} ${difference} in ${plan.id}`
  }
  return undefined
}

/** S7: what any Yjs client would be sent by a server is the log. */
export async function sendsOtherwise(server: Server, log: LogTexts): Promise<string | undefined> {
  for (const [task, want] of log) {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, await server.documents.diff(task, Uint8Array.of(0)))
    const map = doc.getMap<Record<string, unknown>>('events')
    const difference = compare(new Map([...map.entries()].map(([id, event]) => [id, wholeText(event)])), want)
    doc.destroy()
    if (difference !== undefined) return `the document of ${task} ${difference}`
  }
  return undefined
}

/** S7: the bytes stored of each document are those that its log makes. */
export async function storedOtherwise(
  { store }: Server,
  tasks: Iterable<string>,
): Promise<string | undefined> {
  for (const task of tasks) {
    const stored = await readDocument(store.sql, task)
    const anew = await documentFromLog(store.sql, task)
    for (const client of new Set([...stored.runs.keys(), ...anew.runs.keys()])) {
      const [one, other] = [stored, anew].map(({ runs }) => Buffer.concat(runs.get(client) ?? []))
      if (!one?.equals(other ?? Buffer.of())) return `the stored document of ${task} is not its log`
    }
  }
  return undefined
}
