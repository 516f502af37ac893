import { errorWords } from 'shared-schema/messages/errors.ts'
import { workerCarryingTexts } from 'shared-schema/messages/worker/carrying.ts'
import { language, textsOf } from '../../ui/language.ts'
import type { StatusTone } from '../../ui/status-mark.tsx'

const t = textsOf(workerCarryingTexts)

/** What came of records that somebody brought here. */
export type TakeOutcome =
  | { readonly kind: 'taken'; readonly count: number; readonly from: string }
  | { readonly kind: 'taken_before'; readonly from: string }
  | { readonly kind: 'empty' | 'foreign_code' | 'not_stored' }
  | { readonly kind: 'unreadable'; readonly code: string }

/** The same in words: what happened and what to do. */
export function takeOutcomeWords(outcome: TakeOutcome): { tone: StatusTone; title: string; text?: string } {
  switch (outcome.kind) {
    case 'taken':
      return { tone: 'ok', title: t().taken(outcome.count, outcome.from) }
    case 'taken_before':
      return { tone: 'ok', title: t().takenBefore(outcome.from) }
    case 'empty':
      return { tone: 'attention', title: t().empty }
    case 'foreign_code':
      return { tone: 'attention', title: t().foreignCode }
    case 'not_stored':
      return { tone: 'stop', title: t().notStored }
    case 'unreadable': {
      const { what, todo } = errorWords(outcome.code, language())
      return { tone: 'stop', title: what, text: todo }
    }
  }
}
