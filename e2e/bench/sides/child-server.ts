import { type ChildProcess, fork } from 'node:child_process'
import path from 'node:path'
import { projectNode } from '../../setup/project-node.mjs'

/** A script of this folder that runs as a server and answers questions over the channel to its parent. */
export type ChildServer = {
  readonly pid: number
  readonly port: number
  /** Asks something by name. @returns what the script answers to it */
  readonly ask: <T>(question: string) => Promise<T>
  readonly end: (signal: NodeJS.Signals) => Promise<void>
}

/** What a script sends: once the port it listens on, then answers. */
export type ChildMessage = { readonly port: number } | { readonly question: string; readonly answer: unknown }

/**
 * Starts a script and waits until it says that it listens.
 * @param script file name in this folder
 * @throws when it ends before that
 */
export function startChildServer(
  script: string,
  environment: Readonly<Record<string, string>>,
): Promise<ChildServer> {
  const child = fork(path.join(import.meta.dirname, script), {
    execPath: projectNode(),
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    serialization: 'advanced',
  })
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  child.once('exit', () => process.off('exit', kill))
  const waiting = new Map<string, (answer: unknown) => void>()
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code} before it listened`)))
    child.on('message', (message: ChildMessage) => {
      if ('question' in message) {
        waiting.get(message.question)?.(message.answer)
        waiting.delete(message.question)
        return
      }
      resolve({
        pid: child.pid ?? 0,
        port: message.port,
        ask: <T>(question: string) =>
          new Promise<T>((answered) => {
            waiting.set(question, (answer) => answered(answer as T))
            child.send({ question })
          }),
        end: (signal) => end(child, signal),
      })
    })
  })
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill(signal)
  })
}
