import type { Actor } from '../world/clock.ts'
import type { World } from '../world/world.ts'

/** A line to the database, which may break. */
type Line = { broken: Error | undefined }

/** The lines of several servers to the database they share: they break, and notices of commits travel on them. */
export type DatabaseLines = {
  /** Throws when the database cannot be reached on that line. */
  readonly check: (line: Line) => void
  /** A transaction was committed; throws when its answer gets lost. @param events how many it added to the log */
  readonly committed: (line: Line, events: number) => void
  /** A transaction is open on that line, the only one there is. */
  readonly begun: (line: Line) => void
  /** It is over; what it wanted to tell and did not commit is not told. */
  readonly ended: () => void
  /** `pg_notify` of Postgres. */
  readonly notify: (channel: string, payload: string) => null
  /** LISTEN of Postgres on a line of its own. @param heard with undefined: the line is there again */
  readonly listen: (
    actor: Actor,
    heard: (payload: string | undefined) => void,
    failed: (error: Error) => void,
  ) => () => void
  /** Nobody reaches the database, or everybody does again. */
  readonly away: (away: boolean) => void
  /** When it was last reached again, ms; undefined: it never was away. */
  readonly backAt: () => number | undefined
  /** So many of the next notices get lost. */
  loseNotices: number
  /** The next commit that adds to the log is done, and its line breaks before the answer. */
  loseAnswer: boolean
}

/** How long a notice may take, ms. */
const NOTICE_MS = 8

export function makeDatabaseLines(
  world: World,
  /** Takes back what the open transaction has done. */
  undo: () => void,
): DatabaseLines {
  const { clock, chance, faults } = world
  const listeners = new Map<
    Actor,
    { heard: (payload: string | undefined) => void; failed: (error: Error) => void }
  >()
  let waiting: string[] = []
  let away = false
  let backAt: number | undefined
  let open: Line | undefined

  function told(payload: string | undefined): void {
    for (const [actor, { heard }] of listeners)
      if (actor.alive) clock.after(chance.between(1, NOTICE_MS), () => heard(payload), actor)
  }

  const lines: DatabaseLines = {
    loseNotices: 0,
    loseAnswer: false,
    check: (line) => {
      if (line.broken === undefined && away) {
        faults.met('database_away')
        line.broken = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
      }
      if (line.broken !== undefined) throw line.broken
    },
    committed: (line, events) => {
      const payloads = waiting
      waiting = []
      for (const payload of payloads) {
        if (lines.loseNotices === 0) {
          told(payload)
          continue
        }
        lines.loseNotices -= 1
        faults.met('notice_missed')
      }
      if (!lines.loseAnswer || events === 0) return
      lines.loseAnswer = false
      faults.met('commit_without_an_answer')
      line.broken = new Error('Connection terminated unexpectedly')
      throw line.broken
    },
    begun: (line) => {
      open = line
    },
    ended: () => {
      waiting = []
      open = undefined
    },
    notify: (_channel, payload) => {
      waiting.push(payload)
      return null
    },
    backAt: () => backAt,
    listen: (actor, heard, failed) => {
      listeners.set(actor, { heard, failed })
      clock.after(2, () => heard(undefined), actor)
      return () => listeners.delete(actor)
    },
    away: (next) => {
      if (away === next) return
      away = next
      if (away) {
        const broken = open
        undo()
        if (broken !== undefined) broken.broken = new Error('Connection terminated unexpectedly')
        for (const [actor, { failed }] of listeners)
          if (actor.alive)
            clock.after(1, () => failed(new Error('Connection terminated unexpectedly')), actor)
        return
      }
      backAt = clock.now()
      // Each makes its own line again, after half a second or a whole one.
      for (const [actor, { heard }] of listeners)
        if (actor.alive) clock.after(chance.between(500, 1_000), () => heard(undefined), actor)
    },
  }
  return lines
}
