import { type ChildProcess, spawn } from 'node:child_process'
import { repository } from '../setup/project-node.mjs'

const ASK_EVERY_MS = 100
/** The first start may have to build the client. */
const START_WITHIN_MS = 120_000

/** `npm start` as a person runs it in a terminal. */
export type Terminal = AsyncDisposable & {
  readonly output: () => string
  /** Presses Ctrl-C, which every process in the foreground hears. @returns the exit code the shell sees */
  readonly interrupt: () => Promise<number | null>
  /** Ends what was started, as a service manager does it: one signal to the one process it knows. */
  readonly terminate: () => Promise<number | null>
  /** Whether any process of this terminal is still there. */
  readonly anybodyLeft: () => boolean
}

/**
 * Runs `npm start` and waits until `/health` answers.
 * @param environment PORT and DATA_DIR at least
 * @throws with the output when it does not get that far
 */
export async function npmStart(environment: {
  readonly PORT: string
  readonly DATA_DIR: string
}): Promise<Terminal> {
  let output = ''
  const child = spawn('npm', ['start'], {
    cwd: repository,
    // A process group of its own, as a shell makes one for the program in the foreground.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  })
  const hear = (part: Buffer) => {
    output += part.toString('utf8')
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const signalAll = (signal: NodeJS.Signals | 0): boolean => {
    try {
      return child.pid !== undefined && process.kill(-child.pid, signal)
    } catch {
      // Nobody of the group is left.
      return false
    }
  }
  const gone = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  const terminal: Terminal = {
    output: () => output,
    interrupt: () => {
      signalAll('SIGINT')
      return gone
    },
    terminate: () => {
      child.kill('SIGTERM')
      return gone
    },
    anybodyLeft: () => signalAll(0),
    [Symbol.asyncDispose]: async () => {
      if (signalAll('SIGKILL')) await gone
    },
  }
  if (await healthy(child, environment.PORT)) return terminal
  await terminal[Symbol.asyncDispose]()
  throw new Error(`npm start did not get to answer /health. It said:\n${output}`)
}

async function healthy(child: ChildProcess, port: string): Promise<boolean> {
  const deadline = Date.now() + START_WITHIN_MS
  while (Date.now() < deadline && child.exitCode === null && child.signalCode === null) {
    const answer = await fetch(`http://127.0.0.1:${port}/health`).catch(() => undefined)
    if (answer?.ok) return true
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS))
  }
  return false
}
