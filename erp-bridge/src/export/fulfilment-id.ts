import { createHash } from 'node:crypto'

/** The searchable field of the ERP holds 30 characters; room is left for the number. */
const LONGEST_DOCUMENT = 20
const HASH_LENGTH = 8

/**
 * Our id of a posting: the same document and number give the same id, also after the journal was lost.
 * @param document number as the ERP writes it
 * @param number which posting of the document, from 1
 */
export function fulfilmentId(document: string, number: number): string {
  const plain = document.toUpperCase().replace(/[^0-9A-Z]/g, '')
  // A number that says something in what is left out, or that is too long, would meet another one.
  const telling = plain.length > LONGEST_DOCUMENT || !/^[0-9A-Z][0-9A-Z -]*$/.test(document)
  const hash = createHash('sha256').update(document).digest('hex').slice(0, HASH_LENGTH).toUpperCase()
  const name = telling ? `${plain.slice(0, LONGEST_DOCUMENT - HASH_LENGTH)}${hash}` : plain
  return `MT-${name}-${number}`
}
