import type { Thousandths } from 'shared-schema/domain/quantity.ts'
import { freeOf, type SplitLine } from './split-lines.ts'

/** Who would get how much: by line, then by assignee key. */
export type Proposal = ReadonlyMap<string, ReadonlyMap<string, Thousandths>>

const UNIT: Thousandths = 1000

/**
 * Each line shared by all. Whole units stay whole, so that nobody is asked for half a pillow; what does not divide
 * goes one unit each to the first ones.
 */
export function shareEvenly(lines: readonly SplitLine[], keys: readonly string[]): Proposal {
  return perLine(lines, (line) => {
    const free = freeOf(line)
    const step = free % UNIT === 0 ? UNIT : 1
    const units = free / step
    const each = Math.floor(units / keys.length)
    const rest = units % keys.length
    return keys.map((key, index) => [key, (each + (index < rest ? 1 : 0)) * step] as const)
  })
}

/** Whole lines in turn: the first to the first, the second to the second, and around again. */
export function shareByLines(lines: readonly SplitLine[], keys: readonly string[]): Proposal {
  const open = lines.filter((line) => freeOf(line) > 0)
  return perLine(open, (line, index) => [[keys[index % keys.length] ?? '', freeOf(line)]])
}

/**
 * Whole lines in stretches of neighbouring locations, about equally many for each, so that two pickers do not
 * walk the same aisle. Lines without a location come last.
 */
export function shareByLocation(lines: readonly SplitLine[], keys: readonly string[]): Proposal {
  const open = lines.filter((line) => freeOf(line) > 0)
  const walked = open.toSorted((a, b) => (a.location ?? '\uffff').localeCompare(b.location ?? '\uffff', 'en'))
  const stretch = Math.ceil(walked.length / keys.length)
  return perLine(walked, (line, index) => [[keys[Math.floor(index / stretch)] ?? '', freeOf(line)]])
}

function perLine(
  lines: readonly SplitLine[],
  share: (line: SplitLine, index: number) => readonly (readonly [string, Thousandths])[],
): Proposal {
  const rows = lines.map((line, index) => {
    const given = share(line, index).filter(([, quantity]) => quantity > 0)
    return [line.id, new Map(given)] as const
  })
  return new Map(rows)
}
