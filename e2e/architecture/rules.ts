import type { Import, Source } from './sources.ts'

/** A broken rule, in words: what is wrong where, and what the rule wants instead. */
type Finding = string

export interface Rule {
  title: string
  /** The files that break it; an empty list when the house is in order. */
  check: (sources: Source[]) => Finding[]
}

const workspaceOf = (file: string) => file.split('/')[0] ?? ''
const within = (file: string, folders: string[]) => folders.some((folder) => file.startsWith(folder))

/** Composition roots: the only files that choose and construct adapters. Tests build their own world. */
const compositionRoots = [
  'sync-server/src/main.ts',
  // One choice for the server and for its commands.
  'sync-server/src/storage/open-store.ts',
  'sync-server/src/storage/backup-file.ts',
  'sync-server/src/migrate-to-postgres.ts',
  'sync-server/src/restore.ts',
  'erp-bridge/src/main.ts',
  // One choice for the bridge and for its commands.
  'erp-bridge/src/erp/erp-from-config.ts',
]
const adapters = [
  'sync-server/src/storage/sqlite/',
  'sync-server/src/storage/postgres/',
  ...['gateway', 'paws', 'files', 'simulator'].map((name) => `erp-bridge/src/erp/${name}/`),
]
const sqlPlaces = ['sync-server/src/storage/', 'sync-server/src/projections/', 'erp-bridge/src/journal/']
/** The simulation brings a disk of its own, which fails when it is told to. */
const databasePlaces = [
  ...sqlPlaces,
  'e2e/simulation/',
  // Hundreds of sites begin with one filled database.
  'e2e/nights/',
  // A real Postgres for tests is started and looked into from outside of the server.
  'e2e/stack/postgres.ts',
  // Looks into the files of its peers, and measures what the bare database costs.
  'e2e/bench/',
]
const yjsPlaces = [
  'shared-schema/src/documents/',
  'sync-server/src/sync/',
  'sync-server/src/storage/',
  'client/src/replica/',
  'e2e/',
]

/** One rule over single imports: says why an import is wrong, or undefined when it may be. */
function onImports(title: string, wrong: (source: Source, one: Import) => string | undefined): Rule {
  return {
    title,
    check: (sources) =>
      sources.flatMap((source) =>
        source.imports.flatMap((one) => {
          const why = wrong(source, one)
          return why === undefined ? [] : [`${source.file} imports '${one.specifier}': ${why}`]
        }),
      ),
  }
}

const isPackage = (one: Import, pattern: RegExp) => one.file === undefined && pattern.test(one.specifier)

const workspaceOrder = onImports('shared-schema ← sync-server | client | erp-bridge ← e2e', (source, one) => {
  if (one.file === undefined) return undefined
  const from = workspaceOf(source.file)
  const to = workspaceOf(one.file)
  if (from !== to && one.specifier.startsWith('.') && from !== 'e2e')
    return 'another workspace is imported by its name, never by a path that leaves the own one'
  if (from === to || to === 'shared-schema' || from === 'e2e' || !to) return undefined
  return `${from} may build on shared-schema only; what both need belongs there`
})

const domainFirst = onImports('domain ← documents | protocol | api | messages', (source, one) =>
  source.file.startsWith('shared-schema/src/domain/') &&
  one.file?.startsWith('shared-schema/src/') &&
  !one.file.startsWith('shared-schema/src/domain/')
    ? 'the domain knows none of the forms its facts travel in'
    : undefined,
)

const pureSchema = onImports('shared-schema does no IO', (source, one) =>
  source.file.startsWith('shared-schema/src/') && !source.forTests && isPackage(one, /^node:/)
    ? 'it runs in every browser and on every server, so Node’s modules are out of reach'
    : undefined,
)

const yjsInItsPlaces = onImports('yjs only where documents are merged', (source, one) =>
  isPackage(one, /^(yjs|y-protocols|y-websocket)(\/|$)/) &&
  !source.forTests &&
  !within(source.file, yjsPlaces)
    ? `allowed in ${yjsPlaces.join(', ')} only; everything else works on events`
    : undefined,
)

const databaseInItsPlaces = onImports(
  'database libraries only in storage, projections and journal',
  (source, one) =>
    isPackage(one, /^(kysely|better-sqlite3|pg)(\/|$)/) &&
    !source.forTests &&
    !within(source.file, databasePlaces)
      ? `allowed in ${databasePlaces.join(', ')} only; ask the storage port instead`
      : undefined,
)

const query =
  /\.(selectFrom|insertInto|updateTable|deleteFrom|replaceInto)\(|[`'"]\s*(select\s[^`'"]*\sfrom\s|insert\s+into\s|update\s+\w+\s+set\s|delete\s+from\s)/i

const sqlInItsPlaces: Rule = {
  title: 'SQL only in storage, projections and journal',
  check: (sources) =>
    sources.flatMap((source) => {
      if (source.forTests || source.file.startsWith('e2e/') || within(source.file, sqlPlaces)) return []
      const found = query.exec(source.text)
      if (!found) return []
      const line = source.text.slice(0, found.index).split('\n').length
      return [
        `${source.file}:${line} holds a query (${found[0].trim()}…): move it to ${sqlPlaces.join(', ')}`,
      ]
    }),
}

const solidInClient = onImports('solid-js only in the client', (source, one) =>
  isPackage(one, /^(solid-js|@solidjs\/|lucide-solid|@tanstack\/solid)/) &&
  workspaceOf(source.file) !== 'client'
    ? 'screens live in client only'
    : undefined,
)

const role = (file: string) => /^client\/src\/(worker|admin|tv)\//.exec(file)?.[1]

const rolesApart = onImports('worker, admin and tv never import one another', (source, one) => {
  const from = role(source.file)
  const to = one.file === undefined ? undefined : role(one.file)
  return from && to && from !== to
    ? 'what two roles share belongs in client/src/ui or another common folder'
    : undefined
})

const adaptersFromMain = onImports('only main.ts constructs adapters', (source, one) => {
  const adapter = adapters.find((folder) => one.file?.startsWith(folder))
  if (adapter === undefined || one.typeOnly || source.file.startsWith(adapter)) return undefined
  if (source.forTests || source.file.startsWith('e2e/') || compositionRoots.includes(source.file))
    return undefined
  return `only ${compositionRoots.join(', ')} and tests choose an adapter; take the port as a parameter`
})

const noIndexFiles: Rule = {
  title: 'no index files and no export *',
  check: (sources) =>
    sources.flatMap((source) => [
      ...(/(^|\/)index\.\w+$/.test(source.file)
        ? [`${source.file}: import from the defining file, without an index`]
        : []),
      ...source.starExports.map(
        (name) => `${source.file} re-exports all of '${name}': import it where it is defined`,
      ),
    ]),
}

const domainWords: Rule = {
  title: 'no folder named utils, helpers, services or types',
  check: (sources) =>
    sources
      .filter(({ file }) => /(^|\/)(utils?|helpers?|services?|types)\//.test(file))
      .map(({ file }) => `${file}: name the folder by a word of the domain`),
}

/** A ring of files can be understood, tested and loaded only all at once. */
const noCycles: Rule = {
  title: 'no import cycles',
  check: (sources) => {
    const graph = new Map(
      sources.map((source) => [
        source.file,
        source.imports.flatMap((one) => (one.file && !one.typeOnly && !one.dynamic ? [one.file] : [])),
      ]),
    )
    const findings: Finding[] = []
    const done = new Set<string>()
    const visit = (file: string, trail: string[]) => {
      if (trail.includes(file)) {
        findings.push(`cycle: ${[...trail.slice(trail.indexOf(file)), file].join(' → ')}`)
        return
      }
      if (done.has(file)) return
      for (const next of graph.get(file) ?? []) visit(next, [...trail, file])
      done.add(file)
    }
    for (const file of graph.keys()) visit(file, [])
    return findings
  },
}

/** What the design says about who may know whom. */
export const rules: Rule[] = [
  workspaceOrder,
  domainFirst,
  pureSchema,
  yjsInItsPlaces,
  databaseInItsPlaces,
  sqlInItsPlaces,
  solidInClient,
  rolesApart,
  adaptersFromMain,
  noIndexFiles,
  domainWords,
  noCycles,
]
