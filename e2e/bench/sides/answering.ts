import type { ChildMessage } from './child-server.ts'

/** The script's side of `startChildServer`: says that it listens, and answers what the parent asks by name. */
export function answerParent(
  port: number,
  answers: Readonly<Record<string, () => unknown | Promise<unknown>>>,
): void {
  const say = (message: ChildMessage) => process.send?.(message)
  process.on('message', ({ question }: { question: string }) => {
    Promise.resolve(answers[question]?.()).then(
      (answer) => say({ question, answer }),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`)
        process.exit(1)
      },
    )
  })
  // A parent that was killed must not leave servers behind.
  process.on('disconnect', () => process.exit(0))
  say({ port })
}
