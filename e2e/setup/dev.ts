// `npm run dev`: the server restarts and the client reloads in place when a source changes. Ctrl-C stops both.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { createServer } from 'vite'
import { repository } from './project-node.mjs'

const client = await createServer({ configFile: path.join(repository, 'vite.config.ts') })
await client.listen()
client.printUrls()

const server = spawn(
  process.execPath,
  [
    '--watch',
    '--watch-preserve-output',
    path.join(repository, 'sync-server', 'src', 'main.ts'),
    ...process.argv.slice(2),
  ],
  { cwd: repository, stdio: 'inherit' },
)

let stopping = false
async function stop(tellServer: boolean) {
  if (stopping) return
  stopping = true
  if (tellServer) server.kill('SIGTERM')
  await client.close()
}

// A Ctrl-C in the terminal reaches the server by itself.
process.on('SIGINT', () => void stop(!process.stdin.isTTY))
process.on('SIGTERM', () => void stop(true))
// The watcher outlives a server that crashes and starts it again at the next change; it ends only when stopped.
server.on('exit', () => void stop(false))
