/** The languages people can choose; every catalogue of texts has all of them. */
export const languages = ['sr', 'en'] as const
export type Language = (typeof languages)[number]

/** A catalogue of texts: the same keys in every language, strings and functions of the same arguments. */
export type Languages<T> = Readonly<Record<Language, T>>
