import { foldText } from './fold-text.ts'

/**
 * The key under which the names of one site meet: ERP site names are free text with case drift, trailing blanks
 * and a choice of dashes. Aliases are stored and looked up by this key; the name people see stays as written.
 */
export function siteKey(name: string): string {
  return foldText(name.replace(/[\u2010-\u2015\u2212]/g, '-')).replace(/ ?- ?/g, '-')
}
