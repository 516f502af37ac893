import { canonicalEvent } from 'shared-schema/domain/picking/canonical.ts'

/** An event as text that says all of it, its authentication code too. */
export function wholeText(event: Readonly<Record<string, unknown>>): string {
  return `${canonicalEvent(event)} ${String(event.mac)}`
}
