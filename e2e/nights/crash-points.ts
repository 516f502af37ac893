import type { Moment } from './mortal.ts'

/** Where a bridge is killed: at a step of its night, or at one of its calls. */
export type CrashPoint = { readonly name: string; readonly moment: Moment }

const steps = [
  'server',
  'subjects',
  'catalogue',
  'receipts',
  'dispatches',
  'unknown_articles',
  'fulfilments',
  'posting',
  'comparison',
]
const calls = [
  'erp.find',
  'erp.post',
  'erp.bookings',
  'erp.stock',
  'server.articles',
  'server.documents',
  'server.work',
  'server.mirror',
  'server.stock',
  'server.reconcile',
]

const both = (name: string): CrashPoint[] => [
  { name, moment: 'before' },
  { name, moment: 'after' },
]

/** Before and after every step of a night. */
export const stepPoints: readonly CrashPoint[] = steps.flatMap(both)
/** Before the calls by which something changes on either side leave, and when they were answered and nobody has heard of it. */
export const callPoints: readonly CrashPoint[] = calls.flatMap(both)

export function textOf({ name, moment }: CrashPoint): string {
  return `${moment} ${name}`
}

/** @throws for text that is no point */
export function readPoint(text: string): CrashPoint {
  const found = [...stepPoints, ...callPoints].find((point) => textOf(point) === text)
  if (!found) throw new Error(`there is no point "${text}"`)
  return found
}
