import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { buildClient } from './build.mjs'
import { type ViteManifest, workerJavaScript } from './bundle.ts'
import { repository } from './project-node.mjs'
import type { Outcome } from './step.ts'

/** A handheld at the edge of the radio's reach loads this much in a few seconds; every further part is felt. */
const budget = 220 * 1000

const output = path.join(repository, 'client', 'dist')
const compressed = (file: string) => gzipSync(readFileSync(path.join(output, file)), { level: 9 }).length
const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`

/** Builds the client where needed and measures what a worker's phone loads first, in bytes after gzip. */
export async function measureSize(): Promise<Outcome> {
  if (!buildClient()) return { passed: 0, failed: 1, note: 'no build to measure' }
  const manifest = JSON.parse(
    readFileSync(path.join(output, '.vite', 'manifest.json'), 'utf8'),
  ) as ViteManifest
  const { first, later } = workerJavaScript(manifest)
  const sizes = first.map((file) => ({ file, size: compressed(file) })).sort((a, b) => b.size - a.size)
  const total = sizes.reduce((sum, { size }) => sum + size, 0)
  const rest = later.reduce((sum, file) => sum + compressed(file), 0)
  for (const { file, size } of sizes) console.log(`${kilobytes(size).padStart(10)}  ${file}`)
  const note = `worker’s first load ${kilobytes(total)} gzip of ${kilobytes(budget)} (later, when needed: ${kilobytes(rest)})`
  return total <= budget ? { passed: 1, failed: 0, note } : { passed: 0, failed: 1, note }
}
