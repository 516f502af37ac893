import type { FoundDifference } from 'shared-schema/api/bridge.ts'
import type { Difference, differenceEntry, reconciliationRun } from 'shared-schema/api/reconciliation.ts'
import { differenceClasses } from 'shared-schema/domain/reconciliation/difference.ts'
import type * as z from 'zod'
import type { DifferenceHistory, DifferenceRecord } from '../storage/differences.ts'
import type { Finding, RunRecord } from '../storage/reconciliation-runs.ts'

type Names = ReadonlyMap<string, string>
export type RunView = z.infer<typeof reconciliationRun>

export function viewDifference(record: DifferenceRecord, names: Names): Difference {
  const { last_run: _run, last_date: _date, figures_at: _at, change_seq: _seq, ...rest } = record
  return {
    ...rest,
    class: record.class as Difference['class'],
    state: record.state as Difference['state'],
    action: record.action as Difference['action'],
    owner_name: record.owner === null ? null : (names.get(record.owner) ?? record.owner),
  }
}

export function viewEntry(
  { at, by, what, note, figures }: DifferenceHistory,
  names: Names,
): z.infer<typeof differenceEntry> {
  return {
    ...{ at, by, what, note },
    by_name: by === null ? null : (names.get(by) ?? by),
    figures: figures === null ? null : (JSON.parse(figures) as z.infer<typeof differenceEntry>['figures']),
  }
}

/** A difference with the figures a run found, and what became of it since. One that a trial found is known nowhere else. */
export function viewFinding(
  run: Pick<RunRecord, 'at'>,
  { body }: Finding,
  known: DifferenceRecord | undefined,
  names: Names,
): Difference {
  const found = JSON.parse(body) as FoundDifference
  if (known !== undefined) return { ...viewDifference(known, names), ...found }
  return {
    ...found,
    ...{ id: found.key.slice(0, 64), state: 'open', owner: null, owner_name: null, action: null },
    ...{ first_found_at: run.at, last_found_at: run.at, nights: 1 },
  }
}

export function viewReconciliation(run: RunRecord): RunView {
  const nothing = { documents: 0, lines: 0, articles: 0, fulfilments: 0, bookings: 0 }
  const { id, date, at, opened, settled, still_open } = run
  return {
    ...{ id, date, at, opened, settled, still_open },
    dry_run: run.dry_run === 1,
    compared: { ...nothing, ...(JSON.parse(run.compared) as object) },
    found: byClass(new Map(Object.entries(JSON.parse(run.found) as Record<string, number>))),
  }
}

/** Every class has a number, also those of which there are none. */
export function byClass(counts: ReadonlyMap<string, number>): RunView['found'] {
  return Object.fromEntries(
    differenceClasses.map((each) => [each, counts.get(each) ?? 0]),
  ) as RunView['found']
}
