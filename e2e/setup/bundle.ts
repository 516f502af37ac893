/** One entry of Vite's build manifest, as far as it is read here: https://vite.dev/guide/backend-integration */
interface ManifestEntry {
  file: string
  src?: string
  isEntry?: boolean
  imports?: string[]
  dynamicImports?: string[]
  css?: string[]
  assets?: string[]
}

/** Vite's build manifest, by source file relative to client/. */
export type ViteManifest = Record<string, ManifestEntry>

type Follow = (key: string) => boolean

/** Keys reachable from `start` over static imports and over those dynamic ones that `follow` lets through. */
function reachable(manifest: ViteManifest, start: string[], follow: Follow): Set<string> {
  const seen = new Set<string>()
  const queue = [...start]
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    const entry = manifest[key]
    if (!entry || seen.has(key)) continue
    seen.add(key)
    queue.push(...(entry.imports ?? []), ...(entry.dynamicImports ?? []).filter(follow))
  }
  return seen
}

function filesOf(manifest: ViteManifest, keys: Iterable<string>): Set<string> {
  const files = new Set<string>()
  for (const key of keys) {
    const entry = manifest[key]
    if (!entry) continue
    for (const file of [entry.file, ...(entry.css ?? []), ...(entry.assets ?? [])]) files.add(file)
  }
  return files
}

const entries = (manifest: ViteManifest) => Object.keys(manifest).filter((key) => manifest[key]?.isEntry)

/**
 * Files that are loaded only on the way through the given source folders.
 * @param manifest Vite's manifest
 * @param folders relative to client/, ending in a slash, e.g. "src/admin/"
 * @returns paths relative to client/dist
 */
export function filesOnlyFor(manifest: ViteManifest, folders: string[]): Set<string> {
  const inside: Follow = (key) => folders.some((folder) => key.startsWith(folder))
  const others = filesOf(
    manifest,
    reachable(manifest, entries(manifest), (key) => !inside(key)),
  )
  const all = filesOf(
    manifest,
    reachable(manifest, entries(manifest), () => true),
  )
  return new Set([...all].filter((file) => !others.has(file)))
}

/**
 * JavaScript a worker's phone loads before the first screen: the entry, the worker's own chunk and everything these
 * two import statically. The camera and the other roles are loaded later or never.
 * @param manifest Vite's manifest
 * @returns `first` as said, and `later`: what the worker's screens may load afterwards; paths relative to client/dist
 */
export function workerJavaScript(manifest: ViteManifest): { first: string[]; later: string[] } {
  const scripts = (files: Iterable<string>) => [...files].filter((file) => file.endsWith('.js')).sort()
  const start = entries(manifest)
  const own = start
    .flatMap((key) => manifest[key]?.dynamicImports ?? [])
    // The entry loads the replica beside the screens, not through them.
    .filter((key) => /^src\/(worker|replica)\//.test(key))
  const atOnce = reachable(manifest, [...start, ...own], () => false)
  const ever = reachable(manifest, [...atOnce], (key) => !/^src\/(admin|tv)\//.test(key))
  const first = scripts(filesOf(manifest, atOnce))
  return { first, later: scripts(filesOf(manifest, ever)).filter((file) => !first.includes(file)) }
}
