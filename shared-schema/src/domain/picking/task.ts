import type { Thousandths } from '../quantity.ts'

export const taskPriorities = ['low', 'normal', 'high'] as const
export type TaskPriority = (typeof taskPriorities)[number]

/** One line of a task: what the warehouse asks for. Authored by the server, read-only on devices. */
export type PlannedLine = {
  /** Id of the line, unique over all tasks. */
  readonly line: string
  /** Position in the requisition, as printed. */
  readonly pos: number
  readonly ident: string
  readonly name: string
  readonly unit: string
  /** What this task is to pick, thousandths of the base unit. */
  readonly requested: Thousandths
  /** Where it lies, e.g. `ZA-R01-P01-B01`; absent when nobody knows. */
  readonly location?: string
  /** The article is not in the catalogue: the line is kept and flagged, never dropped. */
  readonly unknownArticle: boolean
  /** Barcodes the requisition itself named, beside those of the catalogue. */
  readonly barcodes: readonly string[]
  /** What the ERP last changed of this line after it was given out; the task asks for no less than was picked by then. */
  readonly erpChange?: ErpChange
}

/** A later version of the ERP's document asks this task for another quantity than before. */
export type ErpChange = {
  readonly from: Thousandths
  /** What of the line the ERP still wants from this task; 0 when the line is gone there. */
  readonly to: Thousandths
  /** Version of the document, from 1. */
  readonly version: number
  /** When the server heard of it, ms since 1970. */
  readonly at: number
}

/** Who cancelled a task that the ERP cancelled; no person has this id. */
export const ERP_ACTOR = 'erp'

/** A task as the server hands it down: everything a fold needs besides events. */
export type TaskPlan = {
  readonly id: string
  readonly requisition: string
  /** `receive`: goods that come are counted, not picked; absent for picking. */
  readonly kind?: 'receive'
  /** Document number, `YY-TTTT-NNNNNN`. */
  readonly number: string
  readonly shop: string
  readonly warehouse: string
  readonly priority: TaskPriority
  /** Due time, ms since 1970. */
  readonly due?: number
  readonly createdAt: number
  readonly workers: readonly string[]
  /** Workers it was taken from, with what the server counted as picked by them at that moment. */
  readonly formerWorkers: readonly { readonly worker: string; readonly seen: Thousandths }[]
  /** Cancelled by a supervisor or by the ERP, with what the server counted as picked at that moment. */
  readonly cancelled?: { readonly by: string; readonly at: number; readonly seen: Thousandths }
  readonly lines: readonly PlannedLine[]
}
