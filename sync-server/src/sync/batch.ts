import { workDocumentName } from 'shared-schema/documents/document-name.ts'
import { type EncodedRun, encodeRuns } from 'shared-schema/documents/work-document-encode.ts'
import type { ParsedUpdate, WorkStruct } from 'shared-schema/documents/work-document-grammar.ts'
import { happenedAt, type WorkEvent } from 'shared-schema/domain/picking/event.ts'
import { refreshTasks, touchVerdicts } from '../projections/refresh-task.ts'
import { wakeArchived } from '../storage/archive.ts'
import { appendUpdates } from '../storage/document-rows.ts'
import { appendEvents, endOfLog, type NewEvent } from '../storage/event-log.ts'
import { type BatchFacts, loadGateFacts } from '../storage/gate-facts.ts'
import { quarantineFrame } from '../storage/quarantine.ts'
import type { Write } from '../storage/store.ts'
import { type AcceptedStruct, decide } from './gate.ts'
import { placeKey } from './gate-context.ts'
import type { FrameInput, FrameOutcome } from './ingest-port.ts'
import { recoverDevices } from './recover-devices.ts'

/** A frame with what the grammar made of its bytes. */
export type ParsedFrame = { readonly input: FrameInput; readonly parsed: ParsedUpdate }

/** What a committed batch added to one document. */
export type Addition = {
  readonly task: string
  readonly structs: readonly WorkStruct[]
  /** What others are to be told, each without the session it came from; an act of the API came from none. */
  readonly updates: readonly { readonly update: Uint8Array; readonly origin: object | undefined }[]
}

/** One transaction's worth of frames and acts. */
export type Batch = {
  readonly tx: Write
  /** Judges a frame and notes what it adds. */
  readonly takeFrame: (frame: ParsedFrame) => Promise<FrameOutcome>
  /** Notes events that the server itself made and whose truth needs no gate. */
  readonly add: (task: string, structs: readonly AcceptedStruct[], origin?: object) => void
  /** Writes the events noted so far, so that a query of the log sees them. */
  readonly flush: () => Promise<void>
  /** Notes that what is held of a task has changed. */
  readonly touch: (task: string) => void
  /** Writes everything that follows from the batch; nothing may be added afterwards. */
  readonly finish: () => Promise<{
    readonly additions: readonly Addition[]
    readonly events: readonly NewEvent[]
  }>
}

/** Opens a batch in a write, with the facts that the gate needs for its frames. */
export async function openBatch(tx: Write, frames: readonly ParsedFrame[]): Promise<Batch> {
  const wanted = frames.map(({ input, parsed }) => ({
    task: input.task,
    structs: parsed.ok ? parsed.structs : [],
  }))
  const facts = await loadGateFacts(tx, wanted)
  const after = await endOfLog(tx.sql)
  const accepted = new Map<string, WorkEvent[]>()
  const documents = new Map<string, NewStruct[]>()
  const changed = new Set<string>()
  const heldChanged = new Set<string>()
  const events: NewEvent[] = []
  let flushed = 0

  async function takeFrame({ input, parsed }: ParsedFrame): Promise<FrameOutcome> {
    const { task, device, bytes } = input
    const taskFacts = facts.tasks.get(task)
    if (taskFacts === undefined) {
      return { kind: 'refused', code: 'document_unknown', detail: `There is no task ${task}.` }
    }
    const keep = (code: string, detail: string, found: readonly string[]) =>
      quarantineFrame(tx, { device, document: workDocumentName(task), code, detail, events: found, bytes })
    if (!parsed.ok) {
      const detail = `at byte ${parsed.offset}: ${parsed.detail}`
      await keep(parsed.code, detail, [])
      return { kind: 'quarantined', code: parsed.code, detail, refused: [] }
    }
    const decision = decide(task, parsed.structs, { ...facts, ...taskFacts })
    if (decision.kind === 'quarantine') {
      const { code, detail, refused } = decision
      await keep(
        code,
        detail,
        parsed.structs.map((struct) => struct.key),
      )
      return { kind: 'quarantined', code, detail, refused }
    }
    const { known: acknowledged, knownHeld: held } = decision
    if (decision.kind === 'resync') return { kind: 'resync', code: decision.code, acknowledged, held }
    await recoverDevices(tx, facts, decision.add)
    add(task, decision.add, input.origin)
    return {
      kind: 'stored',
      acknowledged: [...acknowledged, ...decision.add.map(({ struct }) => struct.key)],
      held: [...held, ...decision.add.flatMap((each) => (each.held ? [each.struct.key] : []))],
    }
  }

  function add(task: string, structs: readonly AcceptedStruct[], origin?: object): void {
    if (structs.length === 0) return
    noteFacts(facts, task, structs)
    const document = documents.get(task) ?? []
    documents.set(task, document)
    changed.add(task)
    const counting = accepted.get(task) ?? []
    accepted.set(task, counting)
    for (const each of structs) {
      document.push({ struct: each.struct, origin })
      events.push(eventRow(task, each, tx.now))
      if (each.held) heldChanged.add(task)
      else if (each.read.event) counting.push(each.read.event)
    }
  }

  async function flush(): Promise<void> {
    const fresh = events.slice(flushed)
    flushed = events.length
    if (fresh.length > 0) await appendEvents(tx, fresh)
  }

  return {
    tx,
    takeFrame,
    add,
    flush,
    touch: (task) => {
      changed.add(task)
      heldChanged.add(task)
    },
    finish: async () => {
      await flush()
      const additions: Addition[] = []
      const rows: { task: string; bytes: Uint8Array }[] = []
      for (const [task, added] of documents) {
        const structs = added.map((each) => each.struct)
        const bytes = encodeRuns(runsOf(structs))
        rows.push({ task, bytes })
        additions.push({ task, structs, updates: updatesByOrigin(added, bytes) })
      }
      await appendUpdates(tx, rows)
      await wakeArchived(tx, [...changed])
      await refreshTasks(
        tx,
        [...changed].filter((task) => !heldChanged.has(task)),
        { byTask: accepted, after },
      )
      // What was held may have been released in between: only the log tells.
      await refreshTasks(tx, [...heldChanged])
      await touchVerdicts(tx, heldChanged)
      return { additions, events }
    },
  }
}

/** A later frame of the batch must meet what an earlier one brought. */
function noteFacts(facts: BatchFacts, task: string, structs: readonly AcceptedStruct[]): void {
  const places = facts.tasks.get(task)
  for (const { struct, hash, held, read } of structs) {
    const known = { hash, held: held !== undefined }
    facts.events.set(struct.key, known)
    places?.places.set(placeKey(struct.client, struct.clock), known)
    places?.clients.set(struct.client, { device: read.device, next: struct.clock + 1 })
  }
}

type NewStruct = { readonly struct: WorkStruct; readonly origin: object | undefined }

/**
 * An update for each session that added something, so that nobody is sent what he brought himself; all in one where two sessions went on
 * with the same client id, whose clocks must not be taken apart.
 */
function updatesByOrigin(added: readonly NewStruct[], whole: Uint8Array): Addition['updates'] {
  const byOrigin = Map.groupBy(added, (each) => each.origin)
  if (byOrigin.size === 1) return [{ update: whole, origin: added[0]?.origin }]
  const owners = new Map<number, object | undefined>()
  for (const { struct, origin } of added) {
    if (owners.has(struct.client) && owners.get(struct.client) !== origin) {
      return [{ update: whole, origin: undefined }]
    }
    owners.set(struct.client, origin)
  }
  return [...byOrigin].map(([origin, own]) => ({
    update: encodeRuns(runsOf(own.map((each) => each.struct))),
    origin,
  }))
}

function runsOf(structs: readonly WorkStruct[]): EncodedRun[] {
  return [...Map.groupBy(structs, (struct) => struct.client)].map(([client, run]) => ({
    client,
    clock: run[0]?.clock ?? 0,
    structs: run.map((struct) => struct.encoded),
  }))
}

function eventRow(task: string, { struct, hash, held, read }: AcceptedStruct, receivedAt: number): NewEvent {
  // The envelope was checked by readEventShape, also of an event whose type is not known here.
  const envelope = struct.event as Readonly<Record<'seq' | 'at', number>> & { type: string; offset?: number }
  const { event } = read
  return {
    id: struct.key,
    task,
    client: struct.client,
    clock: struct.clock,
    device: read.device,
    device_seq: envelope.seq,
    by: read.by,
    type: envelope.type,
    ...lineAndQuantity(event),
    at: envelope.at,
    happened_at: happenedAt(envelope),
    received_at: receivedAt,
    status: held === undefined ? 'accepted' : 'held',
    held_reason: held ?? null,
    hash,
    body: JSON.stringify(struct.event),
  }
}

/** Columns of the log that only a known type of event fills. */
export function lineAndQuantity(event: object | undefined): Pick<NewEvent, 'line' | 'qty'> {
  const { line, qty } = (event ?? {}) as { line?: string; qty?: number }
  return { line: line ?? null, qty: qty ?? null }
}
