import type { WorkAct } from 'shared-schema/domain/picking/event.ts'
import { expect } from 'vitest'
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
  /** Resolves when the server has acknowledged everything. */
  readonly emptied: () => Promise<unknown>
  /** Resolves when the phone shows so many events of the task. */
  readonly holds: (count: number) => Promise<unknown>
  readonly ids: () => string[]
}

/** Ana and Luka of one team, she behind the first proxy and he behind the second, with the sample task on both phones. */
export type TeamOfTwo = AsyncDisposable & {
  readonly cluster: Cluster
  readonly office: Office
  readonly task: AssignedTask
  readonly ana: Phone
  readonly luka: Phone
  /** What the log holds of the task, sorted. @param url of the server that is asked */
  readonly log: (url?: string) => Promise<string[]>
}

let phones = 0

export function soon<T>(watched: Watched<T>, accept: (value: T) => boolean): Promise<T> {
  return until(watched, accept, AbortSignal.timeout(30_000))
}

/** @param databaseUrl of an empty database */
export async function startTeam(databaseUrl: string): Promise<TeamOfTwo> {
  const cluster = await startCluster(databaseUrl)
  const replicas: Replica[] = []
  const stop = async () => {
    for (const replica of replicas) await replica.stop()
    await cluster[Symbol.asyncDispose]()
  }
  try {
    const office = await openOffice(cluster.southFirst)
    const task = await assignSample(office)
    const line = task.line('200432')
    const act: WorkAct = { type: 'picked', task: task.id, line, qty: 1000, way: 'trigger' }

    const phone = async (baseUrl: string, username: string, pin: string): Promise<Phone> => {
      const name = `${username}-of-two-${++phones}`
      const replica = await openReplicaInNode({ baseUrl, name, platform: browserPlatform() })
      replicas.push(replica)
      expect(await replica.enrol({ username, pin })).toEqual({ ok: true })
      expect(await replica.signIn(username, pin)).toEqual({ ok: true })
      await soon(replica.tasks, (tasks) => tasks.some(({ id }) => id === task.id))
      const pick = async () => {
        const recorded = await replica.record([act])
        if (!recorded.ok) throw new Error(recorded.failure.code)
        return recorded.events[0]?.id ?? ''
      }
      return {
        replica,
        pick,
        pickMany: async (count) => {
          for (let done = 0; done < count; done++) await pick()
        },
        emptied: () => soon(replica.unsent, ({ count }) => count === 0),
        holds: (count) => soon(replica.events(task.id), (events) => events.length === count),
        ids: () =>
          replica
            .events(task.id)
            .get()
            .map(({ id }) => id)
            .sort(),
      }
    }
    return {
      ...{ cluster, office, task },
      ana: await phone(cluster.northFirst, 'ana', '1111'),
      luka: await phone(cluster.southFirst, 'luka', '2222'),
      log: async (url) => {
        const asked = url === undefined ? office : await openOffice(url)
        const { events } = await asked.get<{ events: { id: string }[] }>(`/api/zaduznice/${task.id}`)
        return events.map(({ id }) => id).sort()
      },
      [Symbol.asyncDispose]: stop,
    }
  } catch (problem) {
    await stop()
    throw problem
  }
}
