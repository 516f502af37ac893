import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { allocatorSettings, nodeOptions, projectNode, repository } from '../setup/project-node.mjs'
import { compileCache } from './compile-cache.ts'
import { freePort } from './free-port.ts'

/** A start takes about a second; the first one on a busy machine fills the database as well. */
const START_WITHIN_MS = 30_000
const STOP_WITHIN_MS = 10_000
const ASK_EVERY_MS = 50

/** A sync-server as customers run it: its own process, a folder, a port. Disposing stops it and removes the folder. */
export type RunningServer = AsyncDisposable & {
  readonly url: string
  readonly port: number
  readonly dataDir: string
  /** Pid of the process now running; undefined while the server is down. */
  readonly pid: () => number | undefined
  /** `kill -9`, as a power cut does it. Resolves when the process is gone. */
  readonly kill: () => Promise<void>
  /** Asks it to stop. @returns the exit code; null when a signal ended it */
  readonly stop: (signal?: 'SIGINT' | 'SIGTERM') => Promise<number | null>
  /** Starts it again on the same folder and port, perhaps with other settings. Resolves when it answers. */
  readonly restart: (changed?: Readonly<Record<string, string>>) => Promise<void>
  /** Everything all its processes printed so far. */
  readonly log: () => string
}

/**
 * Starts the real server and waits until `/health` answers.
 * @param environment settings beside the folder and the port, see sync-server/src/config.ts
 * @throws with the server's log when it does not get that far
 */
export async function startServer(
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningServer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'magacin-server-'))
  const dataDir = path.join(folder, 'data')
  const logFile = path.join(folder, 'server.log')
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const log = () => readFileSync(logFile, 'utf8')
  let running: ChildProcess | undefined

  async function start(changed: Readonly<Record<string, string>> = {}): Promise<void> {
    // A file and not a pipe: a test that is busy must not make the server wait for its own log.
    const output = openSync(logFile, 'a')
    const child = spawn(
      projectNode(),
      [...nodeOptions, path.join(repository, 'sync-server', 'src', 'main.ts')],
      {
        cwd: repository,
        stdio: ['ignore', output, output],
        env: {
          ...compileCache,
          ...allocatorSettings,
          ...process.env,
          DATA_DIR: dataDir,
          PORT: String(port),
          HOST: '127.0.0.1',
          ...environment,
          ...changed,
        },
      },
    )
    closeSync(output)
    running = child
    dieWithUs(child)
    await healthy(child, url, log)
  }

  async function end(signal: NodeJS.Signals): Promise<number | null> {
    const child = running
    if (child === undefined) return null
    running = undefined
    const gone = ended(child)
    child.kill(signal)
    return gone
  }

  async function stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    const child = running
    const cut = setTimeout(() => child?.kill('SIGKILL'), STOP_WITHIN_MS)
    const code = await end(signal)
    clearTimeout(cut)
    return code
  }

  try {
    await start()
  } catch (problem) {
    await end('SIGKILL')
    await rm(folder, { recursive: true, force: true })
    throw problem
  }
  return {
    url,
    port,
    dataDir,
    pid: () => running?.pid,
    kill: async () => {
      await end('SIGKILL')
    },
    stop,
    restart: async (changed) => {
      if (running !== undefined) throw new Error('The server is still running.')
      await start(changed)
    },
    log,
    [Symbol.asyncDispose]: async () => {
      await stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function healthy(child: ChildProcess, url: string, log: () => string): Promise<void> {
  const deadline = Date.now() + START_WITHIN_MS
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) break
    const answer = await fetch(`${url}/health`).catch(() => undefined)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS))
  }
  throw new Error(`The server did not get to answer /health. It said:\n${log()}`)
}

/** A test run that is broken off runs no disposal, and its servers must not outlive it. */
function dieWithUs(child: ChildProcess): void {
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  child.once('exit', () => process.off('exit', kill))
}

function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode)
  return new Promise((resolve) => child.once('exit', (code) => resolve(code)))
}
