import type { PlannedLine } from 'shared-schema/domain/picking/task.ts'
import { quantity } from '../../ui/format.ts'
import type { Notice } from './notice.ts'
import type { FeedbackWords } from './words.ts'

export type NoticeWords = {
  readonly title: string
  /** The count on the line after it, for a pick. */
  readonly figures?: string
  readonly lines: readonly string[]
}

/** A notice in words: what happened, and where nothing was recorded, that nothing was, and what to do. */
export function noticeWords(notice: Notice, t: FeedbackWords): NoticeWords {
  switch (notice.kind) {
    case 'picked': {
      const { line, total, moved, checkDigitBad } = notice
      const over = total - line.requested
      return {
        title: t.recorded(quantity(notice.qty), line.unit),
        figures: `${quantity(total)} / ${quantity(line.requested)}`,
        lines: [
          ...(moved ? [t.movedTo(line.name)] : [line.name]),
          ...(over > 0 ? [t.overRecorded(quantity(over), line.unit)] : []),
          ...(over === 0 ? [t.lineDone] : []),
          ...(checkDigitBad ? [t.checkDigit] : []),
        ],
      }
    }
    case 'location_ok':
      return {
        title: t.locationOk,
        lines: [notice.location, ...(notice.moved ? [t.locationMoved(notice.line.name)] : [])],
      }
    case 'wrong_item':
      return {
        title: t.wrongItem,
        lines: [t.wrongItemText(notice.name, notice.ident), ...wanted(notice.expected, t), t.nothingCounted],
      }
    case 'unknown':
      return { title: t.unknown, lines: [t.unknownText(notice.code), t.nothingCounted] }
    case 'bad_check_digit':
      return {
        title: t.badCheckDigit,
        lines: [t.badCheckDigitText(notice.code, notice.expected), t.nothingCounted],
      }
    case 'location_wrong':
      return {
        title: t.locationWrong,
        lines: [
          t.locationWrongText(notice.location),
          ...(notice.expected === undefined ? [] : [t.locationWanted(notice.expected)]),
          t.nothingCounted,
        ],
      }
    case 'location_first':
      return { title: t.locationFirst, lines: [t.locationFirstText(notice.location), t.nothingCounted] }
    case 'paused':
      return { title: t.pausedTitle, lines: [t.pausedText, t.nothingCounted] }
    case 'finished':
      return { title: t.finishedTitle, lines: [t.finishedText, t.nothingCounted] }
    case 'not_recorded':
      return notRecorded(notice.code, t)
  }
}

function notRecorded(code: Extract<Notice, { kind: 'not_recorded' }>['code'], t: FeedbackWords): NoticeWords {
  switch (code) {
    case 'storage_failed':
      return { title: t.storageFailed, lines: [t.storageFailedText] }
    case 'other_tab_writes':
      return { title: t.otherTab, lines: [t.otherTabText] }
    case 'not_signed_in':
      return { title: t.notSignedIn, lines: [t.notSignedInText] }
  }
}

function wanted(line: PlannedLine | undefined, t: FeedbackWords): string[] {
  return line === undefined ? [] : [t.wanted(line.name, line.ident)]
}
