import type { deviceRow } from 'shared-schema/api/auth.ts'
import type * as z from 'zod'

export type DeviceRow = z.infer<typeof deviceRow>
/** GET /api/devices */
export type DeviceList = { readonly items: readonly DeviceRow[]; readonly total: number }
