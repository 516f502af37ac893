import * as z from 'zod'

/**
 * GET /api/events/stream: server-sent events for the desk. Each names what changed after a commit, so that a
 * page reads again just what it shows; `resume` with `Last-Event-ID` (a change sequence).
 */
export const changeTopics = [
  'requisitions',
  'tasks',
  'exceptions',
  'devices',
  'imports',
  'quarantine',
  'catalogue',
  'people',
  'settings',
  'pantheon',
  'differences',
] as const
export type ChangeTopic = (typeof changeTopics)[number]
export const changeMessage = z.object({ seq: z.int(), topic: z.enum(changeTopics), key: z.string() })
export type ChangeMessage = z.infer<typeof changeMessage>
