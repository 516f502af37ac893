import * as z from 'zod'

/** GET /api/settings, and PATCH with any part of it: what a supervisor switches for the whole site. */
export const settings = z.object({
  /** The TV shows no names. */
  names_hidden: z.boolean(),
  /** A worker scans the location before the article. */
  scan_location: z.boolean(),
  /** The screen proposes the remaining quantity. */
  propose_quantity: z.boolean(),
})
export const settingsPatch = settings.partial()
export type Settings = z.infer<typeof settings>
