import { readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { errorCodes } from '../domain/error-codes.ts'
import { errorSentence, errorTexts, errorWords } from './errors.ts'

type Tree = Record<string, unknown>
type Catalogue = { readonly sr: Tree; readonly en: Tree }

const here = import.meta.dirname
const files = readdirSync(here, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
)

async function catalogues(): Promise<[name: string, Catalogue][]> {
  const found: [string, Catalogue][] = []
  for (const file of files) {
    const module = (await import(path.join(here, file))) as Tree
    for (const [name, value] of Object.entries(module)) {
      if (isCatalogue(value)) found.push([`${file} ${name}`, value])
    }
  }
  return found
}

function isCatalogue(value: unknown): value is Catalogue {
  return typeof value === 'object' && value !== null && 'sr' in value && 'en' in value
}

/** Every text with its place; functions are tried with plausible arguments. */
function leaves(tree: Tree, at = ''): [place: string, text: string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] => {
    const place = at === '' ? key : `${at}.${key}`
    if (typeof value === 'string') return [[place, value]]
    if (typeof value === 'function') return [[`${place}(${value.length})`, String(value('7', '8', '9'))]]
    return leaves(value as Tree, place)
  })
}

test('every text exists in Serbian and in English, with the same arguments', async () => {
  const all = await catalogues()
  expect(all.length).toBeGreaterThan(5)
  for (const [name, { sr, en }] of all) {
    const places = (tree: Tree) => leaves(tree).map(([place]) => place)
    expect(places(sr), name).toEqual(places(en))
  }
})

test('no text is empty or left in the other language', async () => {
  for (const [name, { sr, en }] of await catalogues()) {
    for (const [place, text] of [...leaves(sr), ...leaves(en)]) {
      expect(text.trim(), `${name} ${place}`).not.toBe('')
    }
    for (const [place, text] of leaves(en)) {
      if (place.includes('languageNames')) continue
      expect(text, `${name} ${place}`).not.toMatch(/[čćžšđ]/i)
    }
  }
})

test('Serbian is ijekavian', async () => {
  // With the letters of the language, which \b does not know: "pre" is ekavian, "preći" is not.
  const ekavian =
    /(?<!\p{L})(mesto|mesta|vreme|uvek|gde|ovde|posle|pre|promen\p{L}*|primer|rešen\p{L}*|razume\p{L}*|izvešta\p{L}*|obavešt\p{L}*|sled\p{L}*|bele\p{L}*|zabele\p{L}*)(?!\p{L})/iu
  for (const [name, { sr }] of await catalogues()) {
    for (const [place, text] of leaves(sr)) expect(text, `${name} ${place}`).not.toMatch(ekavian)
  }
})

test('every error code says what happened, what became of the work and what to do', () => {
  for (const language of ['sr', 'en'] as const) {
    expect(Object.keys(errorTexts[language]).sort()).toEqual(Object.keys(errorCodes).sort())
    for (const code of Object.keys(errorCodes)) {
      const { what, lost, todo } = errorWords(code, language)
      for (const sentence of [what, lost, todo]) expect(sentence, code).toMatch(/[.!?]$/)
    }
  }
})

test('a code of a newer server is still told, with the code for whoever is asked for help', () => {
  expect(errorSentence('moon_phase_wrong', 'en')).toContain('(moon_phase_wrong)')
  expect(errorSentence('moon_phase_wrong', 'en')).toContain('Nothing is lost.')
})
