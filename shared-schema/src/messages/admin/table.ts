import { countEn, countSr } from './count.ts'

const sr = {
  search: 'Traži',
  searchHint: 'Pritisni / za pretragu',
  filter: 'Filter',
  all: 'Sve',
  clearFilters: 'Skini filtere',
  exportShown: 'Izvezi prikazano (CSV)',
  export: 'Izvezi',
  sortBy: (column: string) => `Sortiraj po: ${column}`,
  rows: (n: number) => countSr(n, 'red', 'reda', 'redova'),
  rowsOf: (shown: number, all: number) => `${shown} od ${all}`,
  nothingMatches: 'Ništa ne odgovara pretrazi i filterima',
  nothingMatchesHint: 'Skini filter ili promijeni riječ koju tražiš.',
  keys: 'Strelice biraju red, Enter otvara, / traži, Esc zatvara',
}

const en: typeof sr = {
  search: 'Search',
  searchHint: 'Press / to search',
  filter: 'Filter',
  all: 'All',
  clearFilters: 'Clear filters',
  exportShown: 'Export what is shown (CSV)',
  export: 'Export',
  sortBy: (column: string) => `Sort by: ${column}`,
  rows: (n: number) => countEn(n, 'row', 'rows'),
  rowsOf: (shown: number, all: number) => `${shown} of ${all}`,
  nothingMatches: 'Nothing matches the search and filters',
  nothingMatchesHint: 'Clear a filter or change the word you look for.',
  keys: 'Arrows choose a row, Enter opens it, / searches, Esc closes',
}

export const tableTexts = { sr, en }
