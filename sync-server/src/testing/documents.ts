const HEADER = 'Broj dokumenta,Datum,Izvor,Odredište,Šifra artikla,Naziv artikla,Količina'

/** A CSV as the ERP exports it: one document for Kotor with these articles and quantities. */
export function kotorCsv(
  lines: readonly (readonly [ident: string, quantity: string])[],
  number = '25-20CT-000279',
): string {
  const rows = lines.map(
    ([ident, quantity]) =>
      `${number},03.10.2025,Veleprodajni Magacin,Prodavnica - Kotor Centar,${ident},Naziv ${ident},"${quantity}"`,
  )
  return [HEADER, ...rows].join('\n')
}
