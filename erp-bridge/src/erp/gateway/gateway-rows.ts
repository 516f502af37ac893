import { foldText } from 'shared-schema/domain/fold-text.ts'
import * as z from 'zod'
import type { ErpArticle, ErpDocument, ErpLine, ErpStock, ErpSubject } from '../erp-port.ts'
import {
  canonicalJson,
  readBarcodes,
  readDay,
  readDecimal,
  readFlag,
  readIdent,
  readPositions,
} from '../erp-values.ts'
import type { Mapped } from '../mapped-rows.ts'

/** Fields of the gateway's rows, as far as the bridge uses them; more is ignored, a missing optional one may be null. */
const text = z.string().nullish()
const flag = z.union([z.string(), z.boolean()]).nullish()

export const articleRow = z.object({
  Ident: z.string(),
  Naziv: text,
  Aktivan: flag,
  JM: text,
  Dobavljac: text,
  PrimKlasif: text,
  Barkodovi: z.array(z.object({ Barkod: text })).nullish(),
  adTimeChg: text,
})
export const documentRow = z.object({
  BrojDokumenta: z.string(),
  TipDokumenta: text,
  DatumDokumenta: z.string(),
  NasObjekat: text,
  Primalac1: text,
  Primalac2: text,
  Posiljalac: text,
  OdgovornaOsoba: text,
  StatusDokumenta: text,
  Napomena: text,
  Objekti: z
    .array(
      z.object({
        Poz: z.number().nullish(),
        Ident: text,
        Naziv: text,
        Kolicina: z.union([z.number(), z.string()]),
        JM: text,
      }),
    )
    .nullish(),
})
export const subjectRow = z.object({
  IdSubjekta: z.union([z.number(), z.string()]),
  NazivSubjekta: text,
  Naziv2Subjekta: text,
  Grad: text,
  Adresa: text,
  Skladiste: text,
  Kupac: flag,
  Dobavljac: flag,
})
export const stockRow = z.object({
  Ident: z.string(),
  Objekti: z.array(z.object({ Objekat: z.string(), Zaliha: z.union([z.number(), z.string()]) })).nullish(),
})

const trimmed = (value: string | null | undefined) => value?.trim() || undefined
/** Site names keep their blanks: the bridge posts them back as the ERP spells them. */
const asGiven = (value: string | null | undefined) => (value?.trim() ? value : undefined)
const bad = (why: string) => ({ ok: false, why }) as const

export function toArticle(row: z.infer<typeof articleRow>): Mapped<ErpArticle> {
  const ident = readIdent(row.Ident)
  if (ident === undefined) return bad('an article without Ident')
  const supplier = trimmed(row.Dobavljac)
  const group = trimmed(row.PrimKlasif)
  const changedAt = trimmed(row.adTimeChg)
  return {
    ok: true,
    value: {
      ident,
      name: trimmed(row.Naziv) ?? ident,
      active: readFlag(row.Aktivan, true),
      unit: trimmed(row.JM) ?? '',
      barcodes: readBarcodes((row.Barkodovi ?? []).map(({ Barkod }) => Barkod)),
      ...(supplier !== undefined && { supplier }),
      ...(group !== undefined && { group }),
      ...(changedAt !== undefined && { changedAt }),
    },
  }
}

export function toSubject(row: z.infer<typeof subjectRow>): Mapped<ErpSubject> {
  const name = trimmed(row.NazivSubjekta)
  if (name === undefined) return bad(`subject ${row.IdSubjekta} without a name`)
  const optional = {
    name2: trimmed(row.Naziv2Subjekta),
    city: trimmed(row.Grad),
    address: trimmed(row.Adresa),
    warehouse: asGiven(row.Skladiste),
  }
  return {
    ok: true,
    value: {
      id: String(row.IdSubjekta),
      name: row.NazivSubjekta ?? name,
      ...withoutUndefined(optional),
      buyer: readFlag(row.Kupac, false),
      supplier: readFlag(row.Dobavljac, false),
    },
  }
}

/**
 * @param cancelled statuses that mean a cancelled document, folded
 */
export function toDocument(
  row: z.infer<typeof documentRow>,
  direction: 'out' | 'in',
  cancelled: ReadonlySet<string>,
): Mapped<ErpDocument> {
  const number = row.BrojDokumenta.trim()
  const date = readDay(row.DatumDokumenta)
  if (number === '') return bad('a document without number')
  if (date === undefined) return bad(`${number}: date ${JSON.stringify(row.DatumDokumenta)}`)
  const given = row.Objekti ?? []
  const positions = readPositions(given.map(({ Poz }) => Poz))
  const lines: ErpLine[] = []
  for (const [index, line] of given.entries()) {
    const pos = positions[index] ?? index + 1
    const ident = readIdent(line.Ident)
    const qty = readDecimal(line.Kolicina)
    if (ident === undefined) return bad(`${number} line ${pos}: no Ident`)
    if (qty === undefined) return bad(`${number} line ${pos}: quantity ${JSON.stringify(line.Kolicina)}`)
    lines.push({ pos, ident, name: trimmed(line.Naziv) ?? ident, qty, unit: trimmed(line.JM) ?? '' })
  }
  const status = trimmed(row.StatusDokumenta) ?? ''
  const optional = {
    partner: direction === 'in' ? asGiven(row.Posiljalac) : asGiven(row.Primalac1),
    partner2: asGiven(row.Primalac2),
    person: trimmed(row.OdgovornaOsoba),
    note: trimmed(row.Napomena),
  }
  return {
    ok: true,
    value: {
      ...{ number, direction, date, status, lines },
      type: trimmed(row.TipDokumenta) ?? '',
      site: row.NasObjekat ?? '',
      cancelled: cancelled.has(foldText(status)),
      ...withoutUndefined(optional),
      raw: canonicalJson(row),
    },
  }
}

export function toStock(row: z.infer<typeof stockRow>): Mapped<ErpStock> {
  const ident = readIdent(row.Ident)
  if (ident === undefined) return bad('stock without Ident')
  const sites: { site: string; qty: number }[] = []
  for (const { Objekat, Zaliha } of row.Objekti ?? []) {
    const qty = readDecimal(Zaliha)
    if (qty === undefined) return bad(`stock of ${ident}: ${JSON.stringify(Zaliha)}`)
    sites.push({ site: Objekat, qty })
  }
  return { ok: true, value: { ident, sites } }
}

function withoutUndefined<T extends Record<string, string | undefined>>(optional: T) {
  return Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: string
  }
}
