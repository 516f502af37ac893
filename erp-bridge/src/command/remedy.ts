import { errorsEn } from 'shared-schema/messages/errors/en.ts'

/** What a code of the registry means and what to do about it, for a terminal; undefined for one that is not in it. */
export function remedyOf(code: string): string | undefined {
  const words = Object.entries(errorsEn).find(([known]) => known === code)?.[1]
  return words && `${words.what} ${words.todo}`
}
