import { fork } from 'node:child_process'
import path from 'node:path'
import { projectNode } from '../../setup/project-node.mjs'
import type { Orders } from './orders.ts'

export type Generator = AsyncDisposable & {
  readonly pid: number
  /** Has it do something; one thing at a time. @throws when it dies of it */
  readonly tell: <Name extends keyof Orders>(
    name: Name,
    order: Orders[Name]['order'],
  ) => Promise<Orders[Name]['answer']>
}

/** Starts the process that plays the devices. */
export function startGenerator(): Generator {
  const child = fork(path.join(import.meta.dirname, 'generator.ts'), {
    execPath: projectNode(),
    serialization: 'advanced',
    // Its own collections must not look like latency of a server.
    execArgv: ['--max-semi-space-size=64'],
  })
  const gone = new Promise<never>((_, reject) => {
    child.once('exit', (code) => reject(new Error(`the load generator ended with ${code}`)))
  })
  gone.catch(() => undefined)
  return {
    pid: child.pid ?? 0,
    tell: (name, order) => {
      const answered = new Promise<unknown>((resolve) => child.once('message', resolve))
      child.send({ name, order })
      return Promise.race([answered, gone]) as never
    },
    [Symbol.asyncDispose]: async () => {
      child.kill()
      await gone.catch(() => undefined)
    },
  }
}
