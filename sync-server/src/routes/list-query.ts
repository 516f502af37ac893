import * as z from 'zod'

/** Rows a list gives when the caller does not say, and the most it gives at once. */
const DEFAULT_LIMIT = 500
const MAX_LIMIT = 5000

/** Query of every list: where to begin and how many. */
export const paging = {
  offset: z.coerce.number().int().nonnegative().default(0),
  limit: z.coerce.number().int().positive().max(MAX_LIMIT).default(DEFAULT_LIMIT),
}

/** A filter with several values, separated by commas: `?status=new,assigned`. */
export const several = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((each) => each.trim())
      .filter((each) => each !== ''),
  )
  .optional()

/** `?sort=number` ascending, `?sort=-number` descending. */
export function sorting<const Names extends readonly [string, ...string[]]>(
  names: Names,
  fallback: Names[number],
) {
  type Name = Names[number]
  const pattern = new RegExp(`^-?(${names.join('|')})$`)
  return z
    .string()
    .regex(pattern, { error: `one of ${names.join(', ')}, with - in front for descending` })
    .default(`-${fallback}`)
    .transform((text) => ({ sort: text.replace(/^-/, '') as Name, descending: text.startsWith('-') }))
}

/** Leaves out what is archived: a list that is watched all day must not grow with the years. */
export const atHand = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .default(false)

/** Local day, yyyy-MM-dd. */
export const day = z.iso.date()
