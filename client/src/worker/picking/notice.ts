import type { PlannedLine } from 'shared-schema/domain/picking/task.ts'
import type { Thousandths } from 'shared-schema/domain/quantity.ts'
import type { RecordFailure } from '../../replica/replica.ts'
import type { ScanOutcome } from './scan-decision.ts'

/** A pick that is recorded, as the worker is told of it. */
export type PickedNotice = {
  readonly kind: 'picked'
  readonly line: PlannedLine
  readonly qty: Thousandths
  /** Picked on the line now, by everybody. */
  readonly total: Thousandths
  readonly moved: boolean
  readonly checkDigitBad: boolean
}

type Refusal = Extract<
  ScanOutcome,
  { kind: 'wrong_item' | 'unknown' | 'bad_check_digit' | 'location_ok' | 'location_wrong' | 'location_first' }
>

/** What fills the screen after a scan or a press. */
export type Notice =
  | PickedNotice
  | Refusal
  | { readonly kind: 'not_recorded'; readonly code: RecordFailure['code'] }
  | { readonly kind: 'paused' | 'finished' }

/** What must be answered before anything is recorded. */
export type Question = Extract<ScanOutcome, { kind: 'ask_over' | 'still_asking' | 'ask_reopen' | 'choose' }>

export type NoticeTone = 'ok' | 'attention' | 'stop'

const tones: Record<Notice['kind'], NoticeTone> = {
  picked: 'ok',
  location_ok: 'ok',
  location_first: 'attention',
  paused: 'attention',
  finished: 'attention',
  wrong_item: 'stop',
  unknown: 'stop',
  bad_check_digit: 'stop',
  location_wrong: 'stop',
  not_recorded: 'stop',
}

/** How loud a notice is. Only `ok` goes away by itself. */
export function noticeTone(notice: Notice): NoticeTone {
  return tones[notice.kind]
}
