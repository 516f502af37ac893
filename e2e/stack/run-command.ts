import { execFile } from 'node:child_process'
import path from 'node:path'
import { projectNode, repository } from '../setup/project-node.mjs'
import { compileCache } from './compile-cache.ts'

/** What a command of the server said: its exit code, and the JSON of its last line. */
export type CommandResult = {
  readonly code: number
  readonly said: Readonly<Record<string, unknown>>
  readonly output: string
}

/** Runs a command of the server, `backup` say, as its npm script does. */
export function runCommand(
  name: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  const script = path.join(repository, 'sync-server', 'src', `${name}.ts`)
  const env = { ...compileCache, ...process.env, ...environment }
  return new Promise((resolve) => {
    execFile(projectNode(), [script, ...args], { env }, (error, stdout, stderr) => {
      const last = stdout.trim().split('\n').at(-1) ?? ''
      const said = last.startsWith('{') ? (JSON.parse(last) as Record<string, unknown>) : {}
      const code = error === null ? 0 : Number(error.code)
      resolve({ code, said, output: stdout + stderr })
    })
  })
}
