/*
 * NOT VERIFIED AGAINST A LIVE SERVER. The vendor does not publish the whole payload of Move/insert. This file is the only place that
 * knows its shape; when a licensed installation is at hand, it is what to compare with it first.
 */
import { type ErpResult, type Fulfilment, failed } from '../erp-port.ts'
import { writeDecimal } from '../erp-values.ts'
import { type HttpAnswer, wordsOf } from '../http-call.ts'

/** Characters the searchable field holds. */
export const DOC1_LENGTH = 30

/** What is sent to Move/insert. The searchable field carries our id and nothing else, so that it can be found by equality. */
export function moveInsertBody(fulfilment: Fulfilment) {
  const { id, document, type, kind, direction, site, partner = '', person, date, lines } = fulfilment
  const [issuer, receiver] = direction === 'out' ? [site, partner] : [partner, site]
  return {
    acDocType: type,
    adDate: `${date} 00:00:00`,
    acIssuer: issuer,
    acReceiver: receiver,
    acDoc1: id,
    acNote: [`${kind === 'correction' ? 'Ispravka po' : 'Po dokumentu'} ${document}`, person ?? '']
      .join(' ')
      .trim(),
    items: lines.map(({ pos, ident, qty }) => ({ anNo: pos, acIdent: ident, anQty: writeDecimal(qty) })),
  }
}

/** The key in the answer. A success without one may have been booked: it has to be looked for. */
export function readMoveInsert({ status, body }: HttpAnswer): ErpResult<{ readonly acKey: string }> {
  if (status === 403 || status === 404)
    return failed('refused', `Move/insert answered ${status}: ${wordsOf(body)}`)
  if (status >= 400) return failed('rejected', wordsOf(body))
  const acKey = typeof body === 'object' && body !== null && 'acKey' in body ? body.acKey : body
  if (typeof acKey === 'string' && acKey.trim() !== '') return { ok: true, value: { acKey: acKey.trim() } }
  return failed('unknown_outcome', 'Move/insert answered without acKey')
}
