import type { FulfilmentMirror } from 'shared-schema/api/bridge.ts'

export type FulfilmentState = FulfilmentMirror['state']
export type FulfilmentLine = FulfilmentMirror['lines'][number]

/** One posting as the journal keeps it. */
export type FulfilmentRecord = {
  /** Ours, at most 30 characters; the ERP is searched for it. */
  readonly id: string
  readonly requisition: string
  readonly document: string
  readonly number: number
  readonly kind: 'fulfilment' | 'correction'
  /** Document type it is booked as. */
  readonly type: string
  readonly state: FulfilmentState
  readonly approval: 'manual' | 'automatic'
  /** Our site and the other side, spelt as the ERP does. */
  readonly site: string
  readonly partner: string | null
  readonly person: string | null
  readonly date: string
  readonly lines: readonly FulfilmentLine[]
  readonly acKey: string | null
  readonly attempts: number
  readonly failure: { readonly code: string; readonly detail: string } | null
  /** A supervisor does not want it posted like this. */
  readonly parked: boolean
  readonly createdAt: number
  readonly updatedAt: number
  /** When it last left for the ERP. */
  readonly sentAt: number | null
  readonly confirmedAt: number | null
  readonly version: number
}

/** How documents of one type are posted. A type without a rule is not posted at all. */
export type PostingRule = {
  readonly type: string
  readonly postAs: string
  readonly correctAs: string
  readonly approval: 'manual' | 'automatic'
  /** `task`: each finished task is a partial fulfilment. `document`: everything at once when the document is done. */
  readonly when: 'task' | 'document'
}

/** Failure of a posting under whose id the ERP has booked something else. */
export const BOOKED_OTHERWISE = 'booked_otherwise'

/** What may follow what (RC-03). Everything else is a mistake of the program. */
const next: Readonly<Record<FulfilmentState, readonly FulfilmentState[]>> = {
  // `rejected`: what it held is not to be posted any more.
  draft: ['ready', 'rejected'],
  ready: ['sending', 'confirmed'],
  // `ready`: it is certain that nothing was booked.
  sending: ['confirmed', 'unknown', 'rejected', 'ready'],
  unknown: ['confirmed', 'ready'],
  rejected: ['ready', 'draft'],
  confirmed: [],
}

export function mayMove(from: FulfilmentState, to: FulfilmentState): boolean {
  return next[from].includes(to)
}

/** Whether goods of it are, or may be, in the ERP; such a one is never planned anew. */
export function isOnItsWay({ state }: FulfilmentRecord): boolean {
  return state === 'ready' || state === 'sending' || state === 'unknown'
}

/** Whether it is certain that nothing of it was booked and nobody has released it, so that its content may still change. */
export function isOpen({ state }: FulfilmentRecord): boolean {
  return state === 'draft' || state === 'rejected'
}

/** What a posting adds to what is posted of a line: a correction takes back. */
export function signed({ kind }: Pick<FulfilmentRecord, 'kind'>, qty: number): number {
  return kind === 'correction' ? -qty : qty
}
