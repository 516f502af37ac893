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

/** The requisition that a file brought in under the number of this document; undefined when there is none. */
export async function requisitionOfFile(tx: Write, document: ErpDocumentIn): Promise<string | undefined> {
  const number = requisitionNumberOf(document.number)
  const id = (await knownNumbers(tx.sql, [number])).get(number)
  return id !== undefined && (await isOfFile(tx, id, document)) ? id : undefined
}

/** Another document of the ERP may be behind the number: one number in both directions. */
async function isOfFile(tx: Write, requisition: string, { direction }: ErpDocumentIn): Promise<boolean> {
  const found = await findRequisition(tx.sql, requisition)
  if (!found || found.direction !== direction) return false
  return (await erpDocumentsOf(tx.sql, [requisition])).size === 0
}

async function adopts(
  tx: Write,
  requisition: string,
  document: ErpDocumentIn,
  version: number,
): Promise<boolean> {
  if (!(await isOfFile(tx, requisition, document))) return false
  const found = await findRequisition(tx.sql, requisition)
  if (found?.status === 'done' || found?.status === 'cancelled') return true
  // A file counts its rows; the ERP numbers its positions. The article tells which is which, once those that agree in both are told apart:
  // two lines at one position with one article would each be taken for posted when one of them is.
  const asked = merged(document.lines)
  const isAsked = (line: { readonly pos: number; readonly ident: string }) =>
    asked.some(({ pos, ident }) => pos === line.pos && ident === line.ident)
  const held = await linesOfRequisitions(tx.sql, [requisition])
  const free = held.filter((line) => !isAsked(line))
  const moves = asked.flatMap(({ pos, ident }) => {
    if (held.some((line) => line.pos === pos && line.ident === ident)) return []
    const at = free.findIndex((line) => line.ident === ident)
    const [line] = at < 0 ? [] : free.splice(at, 1)
    return line === undefined ? [] : { id: line.id, pos }
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
