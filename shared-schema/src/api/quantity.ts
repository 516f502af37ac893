import * as z from 'zod'
import { MAX_QUANTITY } from '../domain/quantity.ts'

/** Thousandths of the base unit: 12.3 KOM travel as 12300, so that no float ever counts goods. */
export const thousandths = z.int().describe('Integer thousandths of the base unit: 12.3 is 12300')
export const positiveThousandths = thousandths.positive().max(MAX_QUANTITY)
/** ms since 1970 */
export const instant = z.number().describe('Milliseconds since 1970-01-01T00:00:00Z')
export const identifier = z.string().min(1).max(64)
