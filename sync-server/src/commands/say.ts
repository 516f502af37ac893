/** Ends a command that could not do what it was asked to; the last line is JSON as after a success. */
export function giveUp(code: string, text: string): never {
  process.stderr.write(`${text}\n`)
  process.stdout.write(`${JSON.stringify({ ok: false, code })}\n`)
  process.exit(1)
}

/** Ends a command that did it. */
export function report(text: string, facts: object): void {
  process.stdout.write(`${text}\n${JSON.stringify({ ok: true, ...facts })}\n`)
}

/** A moment as part of a file name, UTC. */
export function stamp(at: Date): string {
  return at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')
}
