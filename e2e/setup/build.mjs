import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { projectNode, repository } from './project-node.mjs'

const output = path.join(repository, 'client', 'dist')
// Inside .vite, which Vite empties with the rest: a build cut off half way leaves no stamp behind.
const stamp = path.join(output, '.vite', 'built-from')
const sources = [
  'client/index.html',
  'client/public',
  'client/src',
  'shared-schema/src',
  'vite.config.ts',
  'package-lock.json',
]

/** @param {string} relative @returns {string[]} files below a path, tests left out */
function files(relative) {
  const absolute = path.join(repository, relative)
  if (!existsSync(absolute)) return []
  const found = readdirSync(path.dirname(absolute), { withFileTypes: true }).find(
    (entry) => entry.name === path.basename(absolute),
  )
  if (!found?.isDirectory()) return [relative]
  return readdirSync(absolute)
    .filter((name) => !/\.test\.tsx?$/.test(name))
    .flatMap((name) => files(`${relative}/${name}`))
}

function wanted() {
  const hash = createHash('sha256')
  for (const file of sources.flatMap(files).sort()) {
    hash.update(`${file}\n`).update(readFileSync(path.join(repository, file)))
  }
  return hash.digest('hex')
}

/**
 * Builds the client unless client/dist was built from exactly these sources.
 * @returns {boolean} whether client/dist is now up to date; when not, Vite has said why
 */
export function buildClient() {
  const hash = wanted()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return true
  console.log('Building the client …')
  const vite = path.join(repository, 'node_modules', 'vite', 'bin', 'vite.js')
  const done = spawnSync(projectNode(), [vite, 'build', '--logLevel', 'warn'], {
    cwd: repository,
    stdio: 'inherit',
    // A leftover NODE_ENV of the shell would ship Solid's development build.
    env: { ...process.env, NODE_ENV: 'production' },
  })
  if (done.status !== 0) return false
  writeFileSync(stamp, hash)
  return true
}
