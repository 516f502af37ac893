import type { SSEMessage } from 'hono/streaming'
import { overview } from 'shared-schema/api/overview.ts'
import { tvLeaderboard, tvLive, tvQueue } from 'shared-schema/api/tv.ts'
import * as z from 'zod'
import { linesOfTasks, liveTasks, placesOfLines } from '../../storage/live.ts'
import { namesOfPeople } from '../../storage/people.ts'
import { listTasks } from '../../storage/tasks.ts'
import { devices, either, forStreams, permitted } from '../access.ts'
import type { ApiDeps } from '../deps.ts'
import { type Route, route } from '../route.ts'
import { makeActivity } from './activity.ts'
import { makeBoardFeed } from './board-feed.ts'
import { readBoard } from './board-source.ts'
import { followChanges, MOST_WAITING } from './change-stream.ts'
import { eventStream } from './event-stream.ts'
import { latest, makeMailbox } from './mailbox.ts'
import { paceOf } from './tv-board.ts'

/** What screens follow: the TV, and the desk. */
export function liveRoutes({ store, config, sessions, metrics, log, now, closing }: ApiDeps): Route[] {
  const activity = makeActivity(store, now, config.timeZone)
  const board = () => readBoard(store, activity, now(), config.timeZone)
  const feed = makeBoardFeed(store, board, log)
  const tv = either(devices('tv'), permitted('task.read_all'))

  return [
    route({
      method: 'get',
      path: '/api/tv/live',
      summary: 'Everything the TV shows',
      access: tv,
      answer: tvLive,
      handle: board,
    }),
    route({
      method: 'get',
      path: '/api/tv/queue',
      summary: 'Tasks in work, with their progress',
      access: tv,
      answer: tvQueue,
      handle: async () => ({ queue: (await board()).queue }),
    }),
    route({
      method: 'get',
      path: '/api/tv/leaderboard',
      summary: 'Who did how much today',
      access: tv,
      answer: tvLeaderboard,
      handle: async () => ({ leaders: (await board()).leaders }),
    }),
    route({
      method: 'get',
      path: '/api/tv/stream',
      summary: 'Server-sent events: the whole picture as event `live`, again after every change',
      access: forStreams(tv),
      answer: z.unknown(),
      handle: ({ c, principal }) => {
        const mailbox = makeMailbox<SSEMessage>(latest)
        return eventStream(c, { name: 'tv', metrics, closing }, mailbox, async () => {
          const leave =
            principal.kind === 'device'
              ? sessions.attend(principal.device.id, mailbox.close)
              : () => undefined
          const stop = await feed.follow((picture) => mailbox.put({ event: 'live', data: picture }))
          return () => {
            stop()
            leave()
          }
        })
      },
    }),
    route({
      method: 'get',
      path: '/api/events/stream',
      summary: 'Server-sent events: what changed, as event `change`; resumes by Last-Event-ID',
      access: forStreams(permitted('task.read_all')),
      answer: z.unknown(),
      handle: ({ c }) => {
        const seen = Number(c.req.header('Last-Event-ID') ?? c.req.query('since') ?? Number.NaN)
        const since = Number.isSafeInteger(seen) && seen >= 0 ? seen : undefined
        const mailbox = makeMailbox<SSEMessage>((waiting, next) => {
          if (waiting.length < MOST_WAITING) return [...waiting, next]
          metrics.streamDrops.inc({ stream: 'desk' })
          return undefined
        })
        return eventStream(c, { name: 'desk', metrics, closing }, mailbox, () =>
          followChanges(store, mailbox, since),
        )
      },
    }),
    route({
      method: 'get',
      path: '/api/overview',
      summary: 'Where everybody was last, and the pace of the day',
      access: permitted('task.read_all'),
      answer: overview,
      handle: async () => {
        const { since, workers } = await activity()
        const last = [...workers.values()].map((day) => day.last)
        const names = await namesOfPeople(store.sql)
        const places = await placesOfLines(
          store.sql,
          last.flatMap((act) => act.line ?? []),
        )
        const ids = [...new Set(last.map((act) => act.task))]
        const { items } = await listTasks(store.sql, { ids })
        const tasks = new Map(items.map((task) => [task.id, task]))
        const today = await liveTasks(store.sql, since)
        const lines = await linesOfTasks(
          store.sql,
          today.map((task) => task.id),
        )
        return {
          at: now(),
          workers: [...workers].map(([worker, { last: act, lastAt }]) => {
            const place = act.line === null ? undefined : places.get(act.line)
            const task = tasks.get(act.task)
            return {
              ...{ worker, name: names.get(worker) ?? worker, task: act.task, act: act.type, qty: act.qty },
              ...{ number: task?.number ?? '', shop: task?.shop ?? '', at: lastAt },
              ...{ location: place?.location ?? null, article: place?.name ?? null },
            }
          }),
          lines_done_today: lines.filter((line) => (line.done_at ?? 0) >= since).length,
          pace: paceOf(lines, now()),
        }
      },
    }),
  ]
}
