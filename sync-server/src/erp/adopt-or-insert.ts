import { randomUUID } from 'node:crypto'
import type { ErpDocumentIn } from 'shared-schema/api/bridge.ts'
import { writeAudit } from '../storage/audit.ts'
import { erpDocumentsOf } from '../storage/erp-documents.ts'
import { renumberLines } from '../storage/erp-lines.ts'
import {
  findRequisition,
  insertRequisition,
  knownNumbers,
  linesOfRequisitions,
  type Requisition,
} from '../storage/requisitions.ts'
import type { Write } from '../storage/store.ts'
import { applyLines, newLines } from './apply-lines.ts'
import { requisitionNumberOf } from './document-number.ts'

/**
 * Makes a requisition of a document, or takes the one that a file brought in under its number: it is the same document, and must not be
 * picked twice.
 * @returns id of the requisition
 */
export async function adoptOrInsert(
  tx: Write,
  document: ErpDocumentIn,
  head: Pick<Requisition, 'date' | 'warehouse' | 'shop'>,
  version: number,
): Promise<string> {
  const number = requisitionNumberOf(document.number)
  const earlier = (await knownNumbers(tx.sql, [number])).get(number)
  if (earlier !== undefined && (await adopts(tx, earlier, document, version))) return earlier
  const id = randomUUID()
  await insertRequisition(tx, {
    ...{ id, ...head, direction: document.direction, closeIncomplete: true, importedBy: null },
    number: earlier === undefined ? number : await freeNumber(tx, document),
    lines: await newLines(tx, merged(document.lines)),
  })
  const detail = { number: document.number, by: 'erp' }
  await writeAudit(tx, { action: 'requisition_created', subject: id, detail })
  return id
}

/** Another document of the ERP may be behind the number: two keys that read alike, or one number in both directions. */
async function adopts(
  tx: Write,
  requisition: string,
  document: ErpDocumentIn,
  version: number,
): Promise<boolean> {
  const found = await findRequisition(tx.sql, requisition)
  if (!found || found.direction !== document.direction) return false
  if ((await erpDocumentsOf(tx.sql, [requisition])).size > 0) return false
  if (found.status === 'done' || found.status === 'cancelled') return true
  // A file counts its rows; the ERP numbers its positions. The article tells which is which.
  const free = [...(await linesOfRequisitions(tx.sql, [requisition]))]
  const moves = merged(document.lines).flatMap(({ pos, ident }) => {
    const at = free.findIndex((line) => line.ident === ident)
    const [line] = at < 0 ? [] : free.splice(at, 1)
    return line === undefined || line.pos === pos ? [] : { id: line.id, pos }
  })
  await renumberLines(tx, moves)
  await applyLines(tx, requisition, document.lines, version)
  return true
}

async function freeNumber(tx: Write, { number, direction }: ErpDocumentIn): Promise<string> {
  const candidates = [number.trim(), `${number.trim()} (${direction})`]
  const taken = await knownNumbers(tx.sql, candidates)
  return candidates.find((candidate) => !taken.has(candidate)) ?? `${number.trim()} (${randomUUID()})`
}

/** The same article twice at one position is one line of both quantities, as in `changePlan`. */
function merged(lines: ErpDocumentIn['lines']): ErpDocumentIn['lines'] {
  const byKey = new Map<string, ErpDocumentIn['lines'][number]>()
  for (const line of lines) {
    const key = `${line.pos} ${line.ident}`
    byKey.set(key, { ...line, qty: Math.max(0, line.qty) + (byKey.get(key)?.qty ?? 0) })
  }
  return [...byKey.values()]
}
