import type { exceptionList } from 'shared-schema/api/exceptions.ts'
import type { taskItems } from 'shared-schema/api/tasks.ts'
import type { WorkAct } from 'shared-schema/domain/picking/event.ts'
import { expect } from 'vitest'
import type * as z from 'zod'
import { browserPlatform } from '../../client/src/replica/platform.ts'
import type { Replica, Watched } from '../../client/src/replica/replica.ts'
import { openReplicaInNode } from '../../client/src/replica/replica-in-node.ts'
import { until } from '../../client/src/replica/watched.ts'
import { type AssignedTask, assignSample } from '../stack/assigned-task.ts'
import { type Cluster, startCluster } from '../stack/cluster.ts'
import { type Office, openOffice } from '../stack/office.ts'

/** A phone at work on the task: the app's own replica, without screens. */
export type Phone = {
  readonly replica: Replica
  /** Picks one piece; resolves once it is safe on the phone. @returns the id of the event */
  readonly pick: () => Promise<string>
  readonly pickMany: (count: number) => Promise<void>
  /** Takes a pick back. */
  readonly undo: (pick: string) => Promise<void>
  /** Says that the rest of an article is not there. */
  readonly closeShort: (ident: string) => Promise<void>
  /** Resolves when the server has acknowledged everything. */
  readonly emptied: () => Promise<unknown>
  /** Resolves when the phone shows so many events of the task. */
  readonly holds: (count: number) => Promise<unknown>
  readonly ids: () => string[]
}

export type Books = {
  readonly lines: readonly unknown[]
  readonly exceptions: readonly { readonly kind: string; readonly open: boolean }[]
}

/** Ana and Luka of one team with the sample task on both phones. */
export type TeamAtWork = {
  readonly office: Office
  readonly task: AssignedTask
  readonly ana: Phone
  readonly luka: Phone
  /** What the log holds of the task, sorted. @param url of the server that is asked */
  readonly log: (url?: string) => Promise<string[]>
  /** Milena accepts at the desk that more was picked than asked for, as it is now. */
  readonly acceptOverPick: (text: string) => Promise<void>
  /** What the office reads of the task: its lines and its exceptions. */
  readonly books: () => Promise<Books>
  /** Switches the phones off. */
  readonly stop: () => Promise<void>
}

/** A team on two servers: she behind the first proxy, he behind the second. */
export type TeamOfTwo = TeamAtWork & AsyncDisposable & { readonly cluster: Cluster }

let phones = 0

export function soon<T>(watched: Watched<T>, accept: (value: T) => boolean): Promise<T> {
  return until(watched, accept, AbortSignal.timeout(30_000))
}

/** @param databaseUrl of an empty database */
export async function startTeam(databaseUrl: string): Promise<TeamOfTwo> {
  const cluster = await startCluster(databaseUrl)
  try {
    const team = await joinTeam(cluster.northFirst, cluster.southFirst)
    const dispose = async () => {
      await team.stop()
      await cluster[Symbol.asyncDispose]()
    }
    return { ...team, cluster, [Symbol.asyncDispose]: dispose }
  } catch (problem) {
    await cluster[Symbol.asyncDispose]()
    throw problem
  }
}

/** Imports and assigns the sample and enrols both phones, each at the server of its address. */
export async function joinTeam(anasServer: string, lukasServer: string): Promise<TeamAtWork> {
  const office = await openOffice(lukasServer)
  const task = await assignSample(office)
  const ana = await enrolPhone(anasServer, 'ana', '1111', task)
  const luka = await enrolPhone(lukasServer, 'luka', '2222', task)
  return {
    ...{ office, task, ana, luka },
    log: async (url) => {
      const asked = await openOffice(url ?? lukasServer)
      const { events } = await asked.get<{ events: { id: string }[] }>(`/api/zaduznice/${task.id}`)
      return events.map(({ id }) => id).sort()
    },
    acceptOverPick: async (text) => {
      const { items } = await office.get<z.infer<typeof exceptionList>>('/api/exceptions?status=open')
      const found = items.find((each) => each.kind === 'over_pick')
      if (found === undefined) throw new Error('Nothing was picked beyond what was asked for.')
      await office.post(`/api/exceptions/${encodeURIComponent(found.id)}/resolve`, {
        ...{ operation_id: `accept ${found.fact}`, decision: 'accepted', seen: found.fact, text },
      })
    },
    books: async () => {
      // The server may have been another process since: sign in anew.
      const asked = await openOffice(lukasServer)
      const { items } = await asked.get<z.infer<typeof taskItems>>(`/api/zaduznice/${task.id}/items`)
      const { items: exceptions } = await asked.get<z.infer<typeof exceptionList>>(
        '/api/exceptions?status=all',
      )
      return {
        lines: items,
        exceptions: exceptions.map(({ kind, open, fact, decisions }) => ({ kind, open, fact, decisions })),
      }
    },
    stop: async () => {
      await ana.replica.stop()
      await luka.replica.stop()
    },
  }
}

async function enrolPhone(
  baseUrl: string,
  username: string,
  pin: string,
  task: AssignedTask,
): Promise<Phone> {
  const name = `${username}-of-two-${++phones}`
  const replica = await openReplicaInNode({ baseUrl, name, platform: browserPlatform() })
  expect(await replica.enrol({ username, pin })).toEqual({ ok: true })
  expect(await replica.signIn(username, pin)).toEqual({ ok: true })
  await soon(replica.tasks, (tasks) => tasks.some(({ id }) => id === task.id))
  const line = task.line('200432')
  const act: WorkAct = { type: 'picked', task: task.id, line, qty: 1000, way: 'trigger' }
  const pick = async () => {
    const recorded = await replica.record([act])
    if (!recorded.ok) throw new Error(recorded.failure.code)
    return recorded.events[0]?.id ?? ''
  }
  const events = replica.events(task.id)
  const record = async (done: WorkAct) => {
    const recorded = await replica.record([done])
    if (!recorded.ok) throw new Error(recorded.failure.code)
  }
  return {
    undo: (undoes) => record({ type: 'unpicked', task: task.id, line, undoes }),
    closeShort: (ident) =>
      record({ type: 'line_closed', task: task.id, line: task.line(ident), reason: 'not_found', seen: 0 }),
    replica,
    pick,
    pickMany: async (count) => {
      for (let done = 0; done < count; done++) await pick()
    },
    emptied: () => soon(replica.unsent, ({ count }) => count === 0),
    holds: (count) => soon(events, (held) => held.length === count),
    ids: () =>
      events
        .get()
        .map(({ id }) => id)
        .sort(),
  }
}
