import { exceptionList, exceptionRow, resolveException } from 'shared-schema/api/exceptions.ts'
import type { WorkAct } from 'shared-schema/domain/picking/event.ts'
import type { ExceptionDecision, ExceptionSide } from 'shared-schema/domain/picking/exception.ts'
import type { TaskState } from 'shared-schema/domain/picking/fold.ts'
import { ERP_ACTOR } from 'shared-schema/domain/picking/task.ts'
import * as z from 'zod'
import { type Refused, refuse } from '../refusal.ts'
import { writeAudit } from '../storage/audit.ts'
import { namesOfDevices } from '../storage/devices.ts'
import { type ExceptionRecord, listExceptions } from '../storage/exceptions.ts'
import { namesOfPeople } from '../storage/people.ts'
import { permitted } from './access.ts'
import type { ApiDeps } from './deps.ts'
import { paging } from './list-query.ts'
import { once } from './operation.ts'
import { type Route, route } from './route.ts'

type Row = z.infer<typeof exceptionRow>
type Names = { readonly people: ReadonlyMap<string, string>; readonly devices: ReadonlyMap<string, string> }

// Exception ids hold slashes; encoded or not, both find them.
const id = z.object({ id: z.string().max(300) })
const filters = z.object({
  ...paging,
  status: z.enum(['open', 'settled', 'all']).default('open'),
  task: z.string().optional(),
  requisition: z.string().optional(),
})

export function exceptionRoutes({ store, ingest }: ApiDeps): Route[] {
  const read = permitted('exception.read')

  async function names(): Promise<Names> {
    return { people: await namesOfPeople(store.sql), devices: await namesOfDevices(store.sql) }
  }
  async function one(key: string): Promise<Row | Refused> {
    const { items } = await listExceptions(store.sql, { id: key, offset: 0, limit: 1 })
    const [found] = items
    return found ? viewException(found, await names()) : refuse('not_found', 'There is no such exception.')
  }

  return [
    route({
      method: 'get',
      path: '/api/exceptions',
      summary: 'Contradictions between what people did, with both sides; open ones unless asked otherwise',
      access: read,
      query: filters,
      answer: exceptionList,
      handle: async ({ query: { status, ...filter } }) => {
        const open = status === 'all' ? undefined : status === 'open'
        const { items, total } = await listExceptions(store.sql, { ...filter, open })
        const known = await names()
        return { items: items.map((item) => viewException(item, known)), total }
      },
    }),
    route({
      method: 'get',
      path: '/api/exceptions/:id{.+}',
      summary: 'One exception; its id is `<task>/<exception>`',
      access: read,
      params: id,
      answer: exceptionRow,
      handle: ({ params }) => one(params.id),
    }),
    route({
      method: 'post',
      path: '/api/exceptions/:id{.+}/resolve',
      summary: 'Decides an exception: a correction of the count, or acceptance as it stands',
      access: permitted('exception.decide'),
      params: id,
      body: resolveException,
      answer: exceptionRow,
      handle: async ({ params, body, principal: { person } }) => {
        const { operation_id: operation, ...decision } = body
        const at = params.id.indexOf('/')
        const [task, exception] = [params.id.slice(0, at), params.id.slice(at + 1)]
        const request = { act: 'resolve', id: params.id, ...decision }
        return once<Row>(store, { actor: person.id, operation, request }, async () => {
          const done = await ingest.append({
            ...{ task, actor: person.id, operation },
            acts: (state) => decide(state, task, exception, decision),
          })
          if (!done.ok) return done
          await store.write((tx) =>
            writeAudit(tx, {
              action: decision.decision,
              actor: person.id,
              subject: params.id,
              detail: { text: decision.text, seen: decision.seen, qty: decision.qty ?? null },
            }),
          )
          return one(params.id)
        })
      },
    }),
  ]
}

/** A decision names the fact it was made on; when late work has changed that fact, the person looks again. */
function decide(
  state: TaskState,
  task: string,
  exception: string,
  decision: Omit<z.output<typeof resolveException>, 'operation_id'>,
): { readonly ok: true; readonly value: readonly WorkAct[] } | Refused {
  const found = state.exceptions.find((each) => each.id === exception)
  if (!found) return refuse('not_found', 'There is no such exception any more.')
  const { seen, text, qty } = decision
  if (found.fact !== seen) {
    return refuse('exception_stale', 'New work arrived since; look again before deciding.', {
      details: [{ seen, now: found.fact }],
    })
  }
  if (decision.decision === 'accepted')
    return { ok: true, value: [{ type: 'accepted', task, exception, seen, text }] }
  if (found.line === undefined || qty === undefined || qty === 0) {
    return refuse(
      'body_invalid',
      'A correction changes the count of a line by a quantity that is not zero.',
      {
        details: [{ place: 'body.qty' }],
      },
    )
  }
  return { ok: true, value: [{ type: 'corrected', task, line: found.line, qty, text, exception, seen }] }
}

function viewException(record: ExceptionRecord, { people, devices }: Names): Row {
  const { id: key, fact, task, requisition, number, shop, line, first_seen_at } = record
  const { pos, ident, name, unit, location, requested, picked } = record
  const nameOf = (person: string) => people.get(person) ?? (person === ERP_ACTOR ? 'ERP' : person)
  return {
    ...{ id: key, fact, task, requisition, number, shop, line, first_seen_at },
    ...{ pos, ident, name, unit, location, requested, picked },
    kind: record.kind as Row['kind'],
    open: record.open === 1,
    sides: (JSON.parse(record.sides) as ExceptionSide[]).map((side) => ({
      ...{ role: side.role, worker: side.worker, worker_name: nameOf(side.worker), qty: side.qty },
      ...{ events: side.events, first_at: side.firstAt, last_at: side.lastAt },
      ...(side.reason !== undefined && { reason: side.reason }),
      ...(side.before !== undefined && { before: side.before }),
      ...(side.device !== undefined && {
        device: side.device,
        device_name: devices.get(side.device) ?? side.device,
      }),
    })),
    decisions: (JSON.parse(record.decisions) as ExceptionDecision[]).map((made) => ({
      ...{ event: made.event, by: made.by, by_name: nameOf(made.by), at: made.at },
      ...{ decision: made.decision, text: made.text, stale: made.stale },
      ...(made.qty !== undefined && { qty: made.qty }),
    })),
  }
}
