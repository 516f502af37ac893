import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { type ErpResult, failed } from '../erp-port.ts'

/** Names of files that somebody is still writing, or that belong to an open spreadsheet. */
const UNFINISHED = /^[.~]|\.(tmp|part|partial|filepart|crdownload)$/i

export type FoundFile = { readonly name: string; readonly path: string; readonly changedAt: number }

/** Makes a folder with everything above it. */
export async function makeFolders(folders: readonly string[]): Promise<ErpResult<undefined>> {
  return guarded(async () => {
    for (const folder of folders) await mkdir(folder, { recursive: true })
    return undefined
  })
}

/** What a file looked like when it was seen first like this. */
export type Seen = Map<string, { readonly look: string; readonly since: number }>

/**
 * Files of a folder that are whole, oldest first: unchanged for a while. Their own time tells; where the clock of the share is ahead of
 * ours it cannot, and what two looks saw has to.
 * @param stableMs how long a while is
 */
export async function listStable(
  folder: string,
  stableMs: number,
  now: number,
  seen: Seen,
): Promise<ErpResult<readonly FoundFile[]>> {
  return guarded(async () => {
    const found: FoundFile[] = []
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (!entry.isFile() || UNFINISHED.test(entry.name)) continue
      const file = path.join(folder, entry.name)
      const { mtimeMs, size } = await stat(file)
      if (size > 0 && isQuiet(entry.name, `${size} ${mtimeMs}`, mtimeMs))
        found.push({ name: entry.name, path: file, changedAt: mtimeMs })
    }
    return found.sort((a, b) => a.changedAt - b.changedAt || (a.name < b.name ? -1 : 1))
  })

  function isQuiet(name: string, look: string, changedAt: number): boolean {
    if (changedAt <= now) return now - changedAt >= stableMs
    const before = seen.get(name)
    if (before?.look === look) return now - before.since >= stableMs
    seen.set(name, { look, since: now })
    return false
  }
}

/** Moves a file; another one of the same name is kept beside it. */
export async function moveInto(folder: string, file: FoundFile, now: number): Promise<ErpResult<string>> {
  return guarded(async () => {
    const stamp = new Date(now).toISOString().replace(/[:.]/g, '-')
    const target = path.join(folder, `${stamp}_${file.name}`)
    await rename(file.path, target)
    return target
  })
}

/** Writes a file that is there whole or not at all, also after a power cut. */
export async function writeWhole(file: string, content: string): Promise<ErpResult<undefined>> {
  const unfinished = path.join(path.dirname(file), `.${path.basename(file)}.tmp`)
  const written = await writeUnfinished(unfinished, content)
  return written.ok ? finish(unfinished, file) : written
}

/** Content under a name that nobody takes for a file yet. */
export async function writeUnfinished(file: string, content: string): Promise<ErpResult<undefined>> {
  const result = await guarded(async () => {
    const handle = await open(file, 'w')
    try {
      await handle.writeFile(content, 'utf8')
      await handle.sync()
    } finally {
      await handle.close()
    }
    return undefined
  })
  // Half of a file is worth nothing, and its room may be what is missing.
  if (!result.ok) await rm(file, { force: true }).catch(() => undefined)
  return result
}

/** Gives an unfinished file its name. */
export async function finish(unfinished: string, file: string): Promise<ErpResult<undefined>> {
  return guarded(async () => {
    await rename(unfinished, file)
    return undefined
  })
}

export async function exists(file: string): Promise<ErpResult<boolean>> {
  return guarded(async () => {
    try {
      await stat(file)
      return true
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return false
      throw error
    }
  })
}

export async function readBytes(file: string): Promise<ErpResult<Buffer>> {
  return guarded(() => readFile(file))
}

/** What the disk refuses is a typed failure; everything else is a bug and flies on. */
export async function guarded<T>(work: () => Promise<T>): Promise<ErpResult<T>> {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    const code = codeOf(error)
    if (code === undefined) throw error
    const what = code === 'ENOSPC' ? 'the disk is full' : code
    return failed('disk', `${what}: ${error instanceof Error ? error.message : ''}`)
  }
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined
  return /^E[A-Z]+$/.test(error.code) ? error.code : undefined
}
