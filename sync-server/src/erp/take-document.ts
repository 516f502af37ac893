import type { bridgeDocumentsAnswer, ErpDocumentIn } from 'shared-schema/api/bridge.ts'
import { ERP_ACTOR } from 'shared-schema/domain/picking/task.ts'
import { MAX_QUANTITY } from 'shared-schema/domain/quantity.ts'
import { readRequisitionNumber } from 'shared-schema/domain/requisition/number.ts'
import type { SiteDirectory } from 'shared-schema/domain/site.ts'
import type * as z from 'zod'
import { writeAudit } from '../storage/audit.ts'
import { findArticles } from '../storage/catalogue.ts'
import {
  type ErpDocument,
  erpDocumentsOf,
  findErpDocument,
  noteUnmapped,
  settleErpDocument,
  type UnmappedName,
  writeErpDocument,
} from '../storage/erp-documents.ts'
import { reopenRequisition, writeHead } from '../storage/erp-lines.ts'
import {
  decideRequisition,
  findRequisition,
  knownNumbers,
  type Requisition,
  tasksOfRequisitions,
} from '../storage/requisitions.ts'
import { siteDirectory } from '../storage/sites.ts'
import type { Store, Write } from '../storage/store.ts'
import { cancelTask } from '../storage/task-plans.ts'
import { adoptOrInsert, requisitionOfFile } from './adopt-or-insert.ts'
import { applyLines } from './apply-lines.ts'
import { requisitionNumberOf } from './document-number.ts'

type Answer = z.infer<typeof bridgeDocumentsAnswer>['documents'][number]
type Head = Pick<Requisition, 'date' | 'warehouse' | 'shop'>

/**
 * Takes one document of the ERP, in one write: keeps what it says, makes a requisition of it or changes the one it made. The same document again
 * changes nothing. A finished requisition is never changed; reconciliation names the difference.
 */
export async function takeDocument(tx: Write, given: ErpDocumentIn): Promise<Answer> {
  const before = (await findErpDocument(tx.sql, given)) ?? (await otherSpelling(tx.sql, given))
  const document = before === undefined ? given : { ...given, number: before.number }
  // A cancelled document needs neither sites nor quantities to be heard.
  const wrong = document.cancelled ? undefined : whatIsWrong(document)
  const answer = async (outcome: Answer['outcome'], more: Partial<Answer> = {}): Promise<Answer> => ({
    ...{ number: given.number, outcome, requisition: before?.requisition ?? null },
    ...{ unknown_articles: await unknownIdents(tx.sql, document), unmapped: [] },
    ...more,
  })
  if (wrong !== undefined) return answer('refused', { detail: wrong })
  const same = before?.hash === document.hash
  if (same && before.state !== 'waiting_site') return answer('unchanged')
  const version = same ? before.version : await writeErpDocument(tx, document, before)
  if (document.cancelled) {
    await cancelByErp(tx, document, before)
    return answer('cancelled')
  }
  const { head, unmapped } = placeOf(await siteDirectory(tx.sql), document)
  for (const name of unmapped) await noteUnmapped(tx, name)
  const waiting = { unmapped: unmapped.map(({ name }) => name) }
  if (before?.requisition == null) {
    if (head === undefined) return answer('waiting_site', waiting)
    const requisition = await adoptOrInsert(tx, document, head, version)
    await settleErpDocument(tx, document, { requisition, state: 'taken', ended_requisition: 0 })
    return answer('new', { requisition })
  }
  if (before.ended_requisition === 1) await reopenRequisition(tx, before.requisition)
  // A new name for the other side waits for the desk; the lines need not.
  const state = head === undefined ? 'waiting_site' : 'taken'
  await settleErpDocument(tx, document, { state, ended_requisition: 0 })
  await change(tx, before.requisition, document, { head, version: same ? undefined : version })
  return answer(same ? 'unchanged' : 'changed', waiting)
}

/** The answer to a document that says what it said before; undefined when there is something to do. Needs no write. */
export async function sameAsBefore(sql: Store['sql'], document: ErpDocumentIn): Promise<Answer | undefined> {
  const before = await findErpDocument(sql, document)
  if (before?.hash !== document.hash || before.state === 'waiting_site') return undefined
  return {
    ...{ number: document.number, outcome: 'unchanged', requisition: before.requisition },
    ...{ unknown_articles: await unknownIdents(sql, document), unmapped: [] },
  }
}

/** A document that came under its other spelling before (`25-20CT-000279` and `2520CT000279`) is the same one, and not picked twice. */
async function otherSpelling(
  sql: Store['sql'],
  { number, direction }: ErpDocumentIn,
): Promise<ErpDocument | undefined> {
  const known = requisitionNumberOf(number)
  if (readRequisitionNumber(known) === undefined) return undefined
  for (const spelling of [known, known.replaceAll('-', '')]) {
    const found = await findErpDocument(sql, { number: spelling, direction })
    if (found) return found
  }
  const requisition = (await knownNumbers(sql, [known])).get(known)
  const found = requisition && (await erpDocumentsOf(sql, [requisition])).get(requisition)
  return found && found.direction === direction && requisitionNumberOf(found.number) === known
    ? found
    : undefined
}

/** A requisition somebody still works on follows the document. */
async function change(
  tx: Write,
  id: string,
  document: ErpDocumentIn,
  { head, version }: { readonly head: Head | undefined; readonly version: number | undefined },
): Promise<void> {
  const requisition = await findRequisition(tx.sql, id)
  if (!requisition || requisition.status === 'done' || requisition.status === 'cancelled') return
  const { date, warehouse, shop } = requisition
  if (head && (head.date !== date || head.warehouse !== warehouse || head.shop !== shop))
    await writeHead(tx, id, head)
  if (version !== undefined) await applyLines(tx, id, document.lines, version)
}

async function cancelByErp(
  tx: Write,
  document: ErpDocumentIn,
  before: ErpDocument | undefined,
): Promise<void> {
  const id = before?.requisition ?? (await requisitionOfFile(tx, document))
  const requisition = id === undefined ? undefined : await findRequisition(tx.sql, id)
  const running = requisition && requisition.status !== 'done' && requisition.status !== 'cancelled'
  await settleErpDocument(tx, document, {
    state: 'cancelled',
    ...(requisition && { requisition: requisition.id }),
    ...(running && { ended_requisition: 1 as const }),
  })
  if (!running) return
  await decideRequisition(tx, requisition.id, 'cancelled')
  for (const task of await tasksOfRequisitions(tx.sql, [requisition.id])) {
    if (task.status !== 'done' && task.status !== 'cancelled') await cancelTask(tx, task.id, ERP_ACTOR)
  }
  const detail = { number: requisition.number, by: ERP_ACTOR }
  await writeAudit(tx, { action: 'requisition_cancelled', subject: requisition.id, detail })
}

/** Where it goes from and to; the names nobody knows, when there are any. */
function placeOf(
  sites: SiteDirectory,
  { direction, date, site, partner }: ErpDocumentIn,
): { readonly head: Head | undefined; readonly unmapped: UnmappedName[] } {
  // Goods also go from one warehouse to another, and a name is mapped once, whichever kind it was asked for as.
  const find = (name: string, first: 'warehouse' | 'shop') =>
    sites.find(first, name) ?? sites.find(first === 'shop' ? 'warehouse' : 'shop', name)
  const warehouse = find(site, 'warehouse')
  const shop = direction === 'in' ? partner?.trim() || '—' : find(partner ?? '', 'shop')
  const unmapped: UnmappedName[] = [
    ...(warehouse === undefined ? [{ kind: 'warehouse' as const, name: site }] : []),
    ...(shop === undefined ? [{ kind: 'shop' as const, name: partner ?? '' }] : []),
  ]
  const head = warehouse === undefined || shop === undefined ? undefined : { date, warehouse, shop }
  return { head, unmapped }
}

function whatIsWrong({ direction, site, partner, lines }: ErpDocumentIn): string | undefined {
  if (site.trim() === '') return 'It names no site of ours.'
  if (direction === 'out' && (partner ?? '').trim() === '') return 'It names nobody who gets the goods.'
  const large = lines.find((line) => line.qty > MAX_QUANTITY)
  if (large) return `The quantity of position ${large.pos} is larger than anything that is picked.`
  return undefined
}

async function unknownIdents(sql: Store['sql'], { lines }: ErpDocumentIn): Promise<string[]> {
  const idents = [...new Set(lines.map(({ ident }) => ident))]
  const known = await findArticles(sql, idents)
  return idents.filter((ident) => !known.has(ident))
}
