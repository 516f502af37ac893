import type { Actor, Clock } from '../world/clock.ts'

/** Who may use the one connection to the database: transactions have it until they end, others for one statement. */
export type Turns = {
  /** Resolves when it is the actor's turn; never for one that has left. */
  readonly take: (actor: Actor) => Promise<void> | undefined
  readonly give: () => void
  readonly holder: () => Actor | undefined
  /** The process is gone: it waits no more, and its turn ends. */
  readonly left: (actor: Actor) => void
}

export function makeTurns(clock: Clock): Turns {
  let holder: Actor | undefined
  let waiting: { readonly actor: Actor; readonly grant: () => void }[] = []

  function give(): void {
    const next = waiting.shift()
    holder = next?.actor
    // In a moment of its own: what it starts then belongs to it.
    if (next !== undefined) clock.after(0, next.grant, next.actor)
  }

  return {
    give,
    holder: () => holder,
    take: (actor) => {
      if (holder === undefined) {
        holder = actor
        return undefined
      }
      return new Promise((grant) => waiting.push({ actor, grant }))
    },
    left: (actor) => {
      waiting = waiting.filter((each) => each.actor !== actor)
      if (holder === actor) give()
    },
  }
}
