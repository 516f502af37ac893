import { buildLocationIndex, type LocationIndex } from 'shared-schema/domain/barcode/location-index.ts'
import { type CodeLookup, lookupCode } from 'shared-schema/domain/barcode/lookup.ts'
import { buildTaskIndex } from 'shared-schema/domain/barcode/task-index.ts'
import { buildCatalogueIndex, type CatalogueIndex } from 'shared-schema/domain/catalogue/catalogue-index.ts'
import {
  buildCatalogueSearch,
  type CatalogueSearch,
} from 'shared-schema/domain/catalogue/catalogue-search.ts'
import type { PlannedLine } from 'shared-schema/domain/picking/task.ts'
import { allArticles, listLocations } from '../storage/catalogue.ts'
import { readSettings } from '../storage/settings.ts'
import type { Store } from '../storage/store.ts'

/** The catalogue in memory, read when first asked for and again after it has changed. */
export type CatalogueCache = {
  /** What a code stands for, by the same rules as on a handheld; `lines` are those of the open task. */
  readonly lookup: (code: string, lines?: readonly PlannedLine[]) => Promise<CodeLookup>
  readonly index: () => Promise<CatalogueIndex>
  readonly search: () => Promise<CatalogueSearch>
}

type Loaded = {
  readonly index: CatalogueIndex
  readonly locations: LocationIndex
  readonly search: () => CatalogueSearch
}

export function makeCatalogueCache(store: Store): CatalogueCache {
  let loaded: Promise<Loaded> | undefined
  store.onChange((changes) => {
    if (changes.some((change) => change.topic === 'catalogue')) loaded = undefined
  })

  function load(): Promise<Loaded> {
    loaded ??= read(store).catch((error: unknown) => {
      // A read that failed must not be the answer for ever.
      loaded = undefined
      throw error
    })
    return loaded
  }

  return {
    lookup: async (code, lines = []) => {
      const { index, locations } = await load()
      const { variable_measure: templates } = await readSettings(store.sql)
      return lookupCode(code, { task: buildTaskIndex(lines, index), catalogue: index, templates, locations })
    },
    index: async () => (await load()).index,
    search: async () => (await load()).search(),
  }
}

async function read(store: Store): Promise<Loaded> {
  const index = buildCatalogueIndex([{ id: 'all', articles: await allArticles(store.sql) }])
  const locations = buildLocationIndex(await listLocations(store.sql))
  let search: CatalogueSearch | undefined
  return {
    index,
    locations,
    search: () => {
      search ??= buildCatalogueSearch(index)
      return search
    },
  }
}
