import { adminTexts } from 'shared-schema/messages/admin.ts'
import { duration } from '../../ui/format.ts'
import { textsOf } from '../../ui/language.ts'

const t = textsOf(adminTexts)

/** A clock nearer to the server's than this is right for people, ms. */
const RIGHT_MS = 2_000

/**
 * How a device's clock stands to the server's. The offset is server minus device in ms, so a positive one means that
 * the device is behind.
 */
export function clockWords(offset: number | null): string {
  if (offset === null) return '–'
  if (Math.abs(offset) < RIGHT_MS) return t().devices.clockOk
  return offset > 0 ? t().devices.clockBehind(duration(offset)) : t().devices.clockAhead(duration(-offset))
}
