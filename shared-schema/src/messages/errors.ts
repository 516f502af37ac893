import { type ErrorCode, errorCodes } from '../domain/error-codes.ts'
import { commonTexts } from './common.ts'
import { errorsEn } from './errors/en.ts'
import { errorsSr } from './errors/sr.ts'
import type { ErrorCatalogue, ErrorWords } from './errors/words.ts'
import type { Language, Languages } from './languages.ts'

/** Every expected failure in both languages. */
export const errorTexts: Languages<ErrorCatalogue> = { sr: errorsSr, en: errorsEn }

/**
 * The words for a code that came from a server, which may be newer than this app: what happened, what became of the
 * work, what to do. An unknown code is told as one, with the code for the person who is called to help.
 */
export function errorWords(code: string, language: Language): Required<ErrorWords> {
  const known: ErrorWords = isErrorCode(code)
    ? errorTexts[language][code]
    : { ...errorTexts[language].internal, what: `${errorTexts[language].internal.what} (${code})` }
  return { lost: commonTexts[language].nothingLost, ...known }
}

/** The same as one paragraph. */
export function errorSentence(code: string, language: Language): string {
  const { what, lost, todo } = errorWords(code, language)
  return `${what} ${lost} ${todo}`
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorCodes, code)
}
