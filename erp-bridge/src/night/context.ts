import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import type { ErpPort } from '../erp/erp-port.ts'
import type { PostingRule } from '../export/fulfilment.ts'
import type { Journal } from '../journal/open-journal.ts'
import type { ServerPort } from '../server/server-port.ts'

/** What the site decided about its ERP. */
export type BridgeRules = {
  /** Document types by direction. */
  readonly out: readonly string[]
  readonly in: readonly string[]
  readonly posting: readonly PostingRule[]
  /** Documents are read again this many days back. */
  readonly documentDays: number
  /** A posting whose outcome is unknown is looked for again after this long before it is sent anew, ms. */
  readonly settleMs: number
}

/** Everything a step works with. */
export type Context = {
  readonly erp: ErpPort
  readonly server: ServerPort
  readonly journal: Journal
  readonly clock: Clock
  readonly rules: BridgeRules
  /** IANA name of the warehouse's zone. */
  readonly timeZone: string
  readonly log: Logger
}

/** Why a step did not do all it should. */
export type StepFailure = { readonly code: string; readonly detail: string }

/** Where a step tells how far it is. */
export type StepReport = {
  readonly count: (what: string, by?: number) => void
  readonly progress: (done: number, total?: number) => void
  /** Something of the step failed, the rest went on. The step ends as failed with the first of these. */
  readonly fail: (failure: StepFailure) => void
}

/** One step of a run. Doing it again is always harmless. */
export type Step = {
  readonly name: string
  /** Steps whose failure makes this one useless. */
  readonly needs?: readonly string[]
  readonly run: (context: Context, report: StepReport) => Promise<void>
}
