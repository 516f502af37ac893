// `npm start`: builds the client where it is out of date, starts the ERP bridge (in the demo with an ERP to speak to) and becomes the server.
// Arguments go to the server as they are.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { startCompanions } from './beside.mjs'
import { buildClient } from './build.mjs'
import { allocatorSettings, nodeOptions, projectNode, repository } from './project-node.mjs'

const server = path.join(repository, 'sync-server', 'src', 'main.ts')

/** @param {string} node */
function becomeServer(node) {
  const command = [...nodeOptions, server, ...process.argv.slice(2)]
  process.chdir(repository)
  // Taking the place of this process leaves nobody in between: every signal reaches the server, once, and whoever
  // kills the process that was started has killed the server.
  const env = { ...allocatorSettings, ...process.env }
  if (process.execve) process.execve(node, [node, ...command], env)
  // Windows, or started by hand with an old Node. A Ctrl-C in the terminal reaches the child by itself.
  const child = spawn(node, command, { stdio: 'inherit', env })
  process.on('SIGINT', () => {
    if (!process.stdin.isTTY) child.kill('SIGINT')
  })
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  process.on('SIGHUP', () => child.kill('SIGHUP'))
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}

try {
  const node = projectNode()
  if (!buildClient()) {
    console.error('\nThe client could not be built; the reason is above.\n')
    process.exit(1)
  }
  await startCompanions(node)
  becomeServer(node)
} catch (problem) {
  console.error(`\n${problem instanceof Error ? problem.message : problem}\n`)
  process.exitCode = 1
}
