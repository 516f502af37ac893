import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseSync } from 'vite'

/** What one file asks of another: a file of the repository, or a package. */
export interface Import {
  /** As written in the source. */
  specifier: string
  /** Path of the file from the root of the repository when it is ours, otherwise undefined. */
  file?: string
  /** Vanishes when types are stripped, so nothing is loaded. */
  typeOnly: boolean
  /** `import()`: loaded later, so it closes no cycle. */
  dynamic: boolean
}

export interface Source {
  /** Path from the root of the repository, with forward slashes. */
  file: string
  text: string
  imports: Import[]
  /** Specifiers of `export * from`. */
  starExports: string[]
  /** A test, or a file that only tests import: it is free to build the world it needs. */
  forTests: boolean
}

const isTest = (file: string) => /\.(test|story|bench)\.tsx?$/.test(file)

const workspaces = ['shared-schema', 'sync-server', 'client', 'erp-bridge', 'e2e']

/** The file an import leads to, or undefined when it names a package or something outside of the workspaces. */
function fileOf(from: string, specifier: string): string | undefined {
  const clean = specifier.replace(/\?.*$/, '')
  if (clean.startsWith('.')) return path.posix.join(path.posix.dirname(from), clean)
  const workspace = workspaces.find((name) => clean === name || clean.startsWith(`${name}/`))
  if (workspace === undefined) return undefined
  // Mirrors "exports" of shared-schema/package.json; the other workspaces export nothing.
  return workspace === 'shared-schema' ? clean.replace(/^shared-schema\//, 'shared-schema/src/') : clean
}

/**
 * Reads what a source file imports.
 * @param file path from the root of the repository
 * @param text its contents
 */
export function readSource(file: string, text: string): Source {
  const { module } = parseSync(file, text)
  const make = (specifier: string, typeOnly: boolean, dynamic: boolean): Import => {
    const target = fileOf(file, specifier)
    return { specifier, typeOnly, dynamic, ...(target === undefined ? {} : { file: target }) }
  }
  const statics = module.staticImports.map((one) =>
    make(
      one.moduleRequest.value,
      one.entries.length > 0 && one.entries.every((entry) => entry.isType),
      false,
    ),
  )
  const exports = module.staticExports.flatMap((one) => one.entries).filter((entry) => entry.moduleRequest)
  const again = exports.map((entry) => make(entry.moduleRequest?.value ?? '', entry.isType, false))
  const later = module.dynamicImports
    .map(
      (one) => /^['"`]([^'"`$]+)['"`]$/.exec(text.slice(one.moduleRequest.start, one.moduleRequest.end))?.[1],
    )
    .filter((specifier) => specifier !== undefined)
    .map((specifier) => make(specifier, false, true))
  return {
    file,
    text,
    forTests: isTest(file),
    imports: [...statics, ...again, ...later],
    starExports: exports
      .filter((entry) => String(entry.importName.kind).startsWith('All'))
      .map((entry) => entry.moduleRequest?.value ?? ''),
  }
}

/** Marks what tests share: files with importers, all of which are tests or marked themselves. */
function markTestSupport(sources: Source[]): Source[] {
  const importers = new Map<string, Source[]>()
  for (const source of sources) {
    for (const { file } of source.imports)
      if (file) importers.set(file, [...(importers.get(file) ?? []), source])
  }
  for (let marked = true; marked; ) {
    marked = false
    for (const source of sources) {
      if (source.forTests || !importers.get(source.file)?.every((importer) => importer.forTests)) continue
      source.forTests = true
      marked = true
    }
  }
  return sources
}

/**
 * Every TypeScript and JavaScript source of the workspaces.
 * @param repository absolute path of the root
 */
export function readSources(repository: string): Source[] {
  const files = workspaces
    .filter((workspace) => existsSync(path.join(repository, workspace)))
    .flatMap((workspace) =>
      readdirSync(path.join(repository, workspace), { recursive: true, encoding: 'utf8' }).map((name) =>
        path.posix.join(workspace, name.split(path.sep).join('/')),
      ),
    )
    .filter((file) => /\.(ts|tsx|mjs)$/.test(file) && !/(^|\/)(node_modules|dist|dev-dist)\//.test(file))
    .sort()
  return markTestSupport(
    files.map((file) => readSource(file, readFileSync(path.join(repository, file), 'utf8'))),
  )
}
