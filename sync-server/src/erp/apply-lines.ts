import { randomUUID } from 'node:crypto'
import type { ErpDocumentIn } from 'shared-schema/api/bridge.ts'
import { findArticles } from '../storage/catalogue.ts'
import { plannedShares, writePlanChange } from '../storage/erp-lines.ts'
import { linesOfRequisitions, type RequisitionLine } from '../storage/requisitions.ts'
import type { Write } from '../storage/store.ts'
import { changePlan } from './plan-change.ts'

/** Brings the lines of a requisition, and what of them tasks have, to what a version of the ERP's document asks for. */
export async function applyLines(
  tx: Write,
  requisition: string,
  asked: ErpDocumentIn['lines'],
  version: number,
): Promise<void> {
  const held = await linesOfRequisitions(tx.sql, [requisition])
  const shares = await plannedShares(tx, requisition)
  const change = changePlan(
    held,
    shares.map((share) => ({
      ...share,
      task: share.task_status === 'done' || share.task_status === 'cancelled' ? share.task_status : 'live',
      wanted: share.erp_to ?? undefined,
    })),
    asked,
  )
  const taskOf = new Map(shares.map(({ id, task }) => [id, task]))
  const added = await newLines(
    tx,
    change.added.map(({ pos, ident, qty }) => {
      const line = asked.find((each) => each.pos === pos && each.ident === ident)
      return { pos, ident, qty, name: line?.name ?? ident, unit: line?.unit ?? '' }
    }),
  )
  await writePlanChange(tx, requisition, {
    ...{ version, added, lines: change.lines },
    shares: change.shares.map((share) => ({ ...share, task: taskOf.get(share.id) ?? '' })),
  })
}

/** Lines as the warehouse keeps them; one whose article nobody knows is kept and flagged. */
export async function newLines(
  tx: Write,
  asked: ErpDocumentIn['lines'],
): Promise<Omit<RequisitionLine, 'requisition'>[]> {
  const articles = await findArticles(
    tx.sql,
    asked.map(({ ident }) => ident),
  )
  return asked.map(({ pos, ident, name, unit, qty }) => {
    const article = articles.get(ident)
    return {
      ...{ id: randomUUID(), pos, ident, requested: Math.max(0, qty), barcode: null },
      name: article?.name ?? (name.trim() || ident),
      unit: article?.unit || unit,
      location: article?.location ?? null,
      unknown_article: article === undefined ? (1 as const) : (0 as const),
    }
  })
}
