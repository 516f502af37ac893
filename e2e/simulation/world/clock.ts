/** Whose work it is: what an actor has started dies with it. */
export type Actor = { readonly name: string; alive: boolean }

type Entry = {
  at: number
  readonly order: number
  readonly owner: Actor
  readonly run: () => void
  readonly every: number
  live: boolean
}

/** Virtual time: a queue of things to happen, each with its owner. Nothing runs but what is taken from it. */
export type Clock = {
  readonly now: () => number
  /** Who is acting; what is started now belongs to them. */
  readonly actor: () => Actor
  /** Lets somebody act now; the caller waits for quiet afterwards. */
  readonly as: (actor: Actor, run: () => void) => void
  readonly after: (ms: number, run: () => void, owner?: Actor) => () => void
  readonly setTimer: (ms: number, run: () => void, every: number) => number
  readonly clearTimer: (timer: number) => void
  /** When the next thing happens; undefined when nothing will. */
  readonly next: () => number | undefined
  /** Lets the next thing happen. */
  readonly step: () => void
  /** Time passes without anything happening: what was due rings once, late, as on a phone that slept. */
  readonly jump: (ms: number) => void
}

/** Everything that belongs to nobody else. */
export const WORLD: Actor = { name: 'world', alive: true }

export function makeClock(start: number): Clock {
  let now = start
  let order = 0
  let actor = WORLD
  const heap: Entry[] = []
  const timers = new Map<number, Entry>()

  const earlier = (a: Entry, b: Entry) => a.at < b.at || (a.at === b.at && a.order < b.order)

  function push(entry: Entry): void {
    let at = heap.push(entry) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (earlier(heap[parent] as Entry, entry)) break
      heap[at] = heap[parent] as Entry
      at = parent
    }
    heap[at] = entry
  }

  function pop(): Entry | undefined {
    const top = heap[0]
    const last = heap.pop()
    if (top === undefined || last === undefined || heap.length === 0) return top
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && earlier(heap[child + 1] as Entry, heap[child] as Entry)) child += 1
      if (earlier(last, heap[child] as Entry)) break
      heap[at] = heap[child] as Entry
      at = child
    }
    heap[at] = last
    return top
  }

  function add(ms: number, run: () => void, owner: Actor, every: number): Entry {
    const entry = { at: now + Math.max(0, ms), order: ++order, owner, run, every, live: true }
    push(entry)
    return entry
  }

  /** Throws away what was called off, or whose owner is gone. */
  function tidy(): void {
    for (let top = heap[0]; top !== undefined && !(top.live && top.owner.alive); top = heap[0]) {
      timers.delete(top.order)
      pop()
    }
  }

  return {
    now: () => now,
    actor: () => actor,
    as: (who, run) => {
      actor = who
      run()
    },
    after: (ms, run, owner = actor) => {
      const entry = add(ms, run, owner, 0)
      return () => {
        entry.live = false
      }
    },
    setTimer: (ms, run, every) => {
      const entry = add(ms, run, actor, every)
      timers.set(entry.order, entry)
      return entry.order
    },
    clearTimer: (timer) => {
      const entry = timers.get(timer)
      if (entry !== undefined) entry.live = false
      timers.delete(timer)
    },
    next: () => {
      tidy()
      return heap[0]?.at
    },
    step: () => {
      tidy()
      const entry = pop()
      if (entry === undefined) return
      now = Math.max(now, entry.at)
      actor = entry.owner
      if (entry.every > 0) {
        entry.at = now + entry.every
        push(entry)
      } else timers.delete(entry.order)
      entry.run()
    },
    jump: (ms) => {
      now += ms
    },
  }
}
