/** Runs acts one after the other in the order they came, each on what the one before it left. */
export type Turns = <T>(act: () => Promise<T>) => Promise<T>

/** A failure of one act does not stop the acts behind it; it still reaches whoever waits for that one. */
export function createTurns(): Turns {
  let tail: Promise<unknown> = Promise.resolve()
  return (act) => {
    const done = tail.then(act)
    // Screens do not wait for their acts, so a bug in one would look like a dead button and nothing else.
    tail = done.catch((error: unknown) => console.error('An act failed', error))
    return done
  }
}
