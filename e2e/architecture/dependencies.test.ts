import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { rules } from './rules.ts'
import { readSource, readSources } from './sources.ts'

const sources = readSources(path.resolve(import.meta.dirname, '../..'))

describe('the house is in order', () => {
  test.each(rules)('$title', ({ check }) => {
    expect(check(sources)).toEqual([])
  })
})

/** Files that break one rule each, so that a rule which no longer bites is noticed. */
const trespassers: Array<[title: string, ...files: Array<[file: string, text: string]>]> = [
  [
    'shared-schema ← sync-server | client | erp-bridge ← e2e',
    ['sync-server/src/app.ts', `import { theme } from '../../client/src/ui/theme.ts'`],
    ['client/src/main.tsx', `import { app } from 'sync-server/src/app.ts'`],
    ['shared-schema/src/domain/gtin.ts', `import type { App } from 'sync-server/src/app.ts'`],
  ],
  [
    'domain ← documents | protocol | api | messages',
    ['shared-schema/src/domain/fold.ts', `export { hello } from '../protocol/hello.ts'`],
  ],
  [
    'shared-schema does no IO',
    ['shared-schema/src/domain/clock.ts', `import { hrtime } from 'node:process'`],
  ],
  ['yjs only where documents are merged', ['client/src/worker/task.tsx', `import * as Y from 'yjs'`]],
  [
    'database libraries only in storage, projections and journal',
    ['sync-server/src/routes/tv.ts', `import type { Kysely } from 'kysely'`],
  ],
  [
    'SQL only in storage, projections and journal',
    ['sync-server/src/routes/tv.ts', `export const read = (db: Db) => db.selectFrom('tasks').execute()`],
    ['sync-server/src/jobs/clean.ts', 'export const clean = `DELETE FROM sessions`'],
  ],
  [
    'solid-js only in the client',
    ['shared-schema/src/domain/live.ts', `import { createSignal } from 'solid-js'`],
  ],
  [
    'worker, admin and tv never import one another',
    ['client/src/tv/board.tsx', `const table = () => import('../admin/table.tsx')`],
  ],
  [
    'only main.ts constructs adapters',
    ['sync-server/src/app.ts', `import { openSqlite } from './storage/sqlite/open.ts'`],
  ],
  [
    'no index files and no export *',
    ['client/src/ui/index.ts', `export { button } from './button.tsx'`],
    ['client/src/ui/all.ts', `export * from './button.tsx'`],
  ],
  ['no folder named utils, helpers, services or types', ['client/src/utils/date.ts', 'export const now = 0']],
  [
    'no import cycles',
    [
      'client/src/ui/a.ts',
      `import { b } from './b.ts'
       export const a = b`,
    ],
    [
      'client/src/ui/b.ts',
      `import { a } from './a.ts'
       export const b = a`,
    ],
  ],
]

describe('a trespasser is named', () => {
  test.each(trespassers)('%s', (title, ...files) => {
    const read = files.map(([file, text]) => readSource(file, text))
    const findings = rules.find((rule) => rule.title === title)?.check(read) ?? []
    for (const [file] of files) expect(findings.join('\n')).toContain(file)
  })

  test('every rule has its trespasser', () => {
    expect(trespassers.map(([title]) => title)).toEqual(rules.map((rule) => rule.title))
  })
})
