import type { bridgeReconciliation, bridgeReconciliationAnswer } from 'shared-schema/api/bridge.ts'
import type * as z from 'zod'
import { addHistory, openByClass } from '../storage/differences.ts'
import {
  countNotFound,
  differencesByKey,
  type Finding,
  insertFindings,
  listReconciliations,
  openReconciliation,
  type RunRecord,
  settleGone,
  toldFindings,
  updateReconciliation,
  writeDifference,
} from '../storage/reconciliation-runs.ts'
import type { Write } from '../storage/store.ts'
import { figureNames, settleFinding } from './settle-difference.ts'

type Piece = z.infer<typeof bridgeReconciliation>
type Answer = z.infer<typeof bridgeReconciliationAnswer>

/**
 * Takes a piece of what a run found; the last one settles what it no longer found. A piece that was told before changes nothing and is answered as
 * the first time; one that comes after the last is still taken, for a difference must not be lost by the order of the pieces.
 */
export async function takeFindings(tx: Write, run: string, piece: Piece): Promise<Answer> {
  const record = await openReconciliation(tx, run, piece)
  const told = await toldFindings(
    tx,
    run,
    piece.differences.map(({ key }) => key),
  )
  const counts = { opened: 0, again: 0 }
  for (const { outcome } of told.values()) counts[outcome === 'opened' ? 'opened' : 'again'] += 1
  const closed = record.closed === 1
  if (closed && piece.differences.every(({ key }) => told.has(key)))
    return { ...counts, settled: record.settled }
  const fresh = await writeFresh(tx, record, piece, told)
  const added = { opened: 0, again: 0 }
  for (const { outcome } of fresh) added[outcome === 'opened' ? 'opened' : 'again'] += 1
  const found = JSON.parse(record.found) as Record<string, number>
  for (const finding of fresh) found[finding.class] = (found[finding.class] ?? 0) + 1
  const settled = closed ? record.settled : piece.final === null ? 0 : await settleRest(tx, record)
  await updateReconciliation(tx, run, {
    found: JSON.stringify(found),
    opened: record.opened + added.opened,
    again: record.again + added.again,
    ...(piece.final !== null &&
      !closed && { closed: 1 as const, settled, compared: JSON.stringify(piece.final) }),
    ...((piece.final !== null || closed) && {
      still_open: [...(await openByClass(tx.sql)).values()].reduce((sum, count) => sum + count, 0),
    }),
  })
  return { opened: counts.opened + added.opened, again: counts.again + added.again, settled }
}

async function writeFresh(
  tx: Write,
  record: RunRecord,
  { differences, date }: Piece,
  told: ReadonlyMap<string, Finding>,
): Promise<Finding[]> {
  const unique = new Map(differences.map((found) => [found.key, found]))
  const fresh = [...unique.values()].filter(({ key }) => !told.has(key))
  const known = await differencesByKey(
    tx.sql,
    fresh.map(({ key }) => key),
  )
  const [last] = await listReconciliations(tx.sql, { limit: 1, real: true })
  const context = { run: record.id, date, previous: last?.id, now: tx.now }
  const findings: Finding[] = []
  for (const found of fresh) {
    const before = known.get(found.key)
    const { outcome, change, what } = settleFinding(before, found, context)
    findings.push({
      ...{ run: record.id, key: found.key, class: found.class, outcome },
      body: JSON.stringify(found),
    })
    if (record.dry_run === 1) continue
    const difference = await writeDifference(tx, found, before, change)
    if (what === undefined) continue
    const figures = JSON.stringify(Object.fromEntries(figureNames.map((name) => [name, found[name]])))
    await addHistory(tx, { difference, what, figures, run: record.id })
  }
  await insertFindings(tx, findings)
  return findings
}

function settleRest(tx: Write, record: RunRecord): Promise<number> {
  return record.dry_run === 1 ? countNotFound(tx, record.id) : settleGone(tx, record)
}
