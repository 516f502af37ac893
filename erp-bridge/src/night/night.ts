import { planPostings } from '../export/plan-step.ts'
import { postReady } from '../export/post-step.ts'
import { takeOverBooked } from '../export/take-over-booked.ts'
import { importCatalogue } from '../import/import-catalogue.ts'
import { importDocuments } from '../import/import-documents.ts'
import { importStock } from '../import/import-stock.ts'
import { importSubjects } from '../import/import-subjects.ts'
import { lookUpArticles } from '../import/look-up-articles.ts'
import { reconcile } from '../reconciliation/reconcile-step.ts'
import type { Step } from './context.ts'

/** Everything a night does, in its order: what is new comes in before what was done goes out, and both before they are compared. */
export function nightSteps(run: string, date: string): readonly Step[] {
  return [
    importSubjects(),
    importCatalogue(),
    importDocuments('in'),
    importDocuments('out'),
    lookUpArticles(),
    planPostings({ tryRejected: true }),
    postReady(),
    reconcile(run, date),
  ]
}

/** The steps of one part that somebody asked for. */
export function partSteps(
  kind: 'catalogue' | 'subjects' | 'receipts' | 'dispatches' | 'stock',
  args: { readonly full?: boolean | undefined } = {},
): readonly Step[] {
  switch (kind) {
    case 'catalogue':
      return [importCatalogue({ full: args.full ?? false })]
    case 'subjects':
      return [importSubjects()]
    case 'receipts':
      return [importDocuments('in'), lookUpArticles()]
    case 'dispatches':
      return [importDocuments('out'), lookUpArticles()]
    case 'stock':
      return [importStock()]
  }
}

/** What is posted when somebody released a posting, or a document was finished by day. */
export function postingSteps(only?: {
  readonly id?: string | undefined
  /** Document whose bookings a person wants corrected. */
  readonly correct?: string | undefined
}): readonly Step[] {
  return [
    ...(only?.correct === undefined ? [] : [takeOverBooked(only.correct)]),
    planPostings({ tryRejected: only !== undefined }),
    postReady(only?.id === undefined ? undefined : { id: only.id }),
  ]
}
