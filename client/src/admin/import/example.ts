/** A requisition of two lines in the form that is imported, with the header names of the ERP. */
export const exampleCsv =
  '\ufeffBroj dokumenta,Datum,Izvor,Odredište,Šifra artikla,Naziv artikla,Količina\r\n' +
  '25-20CT-000279,03.10.2025,Veleprodajni Magacin,Prodavnica - Kotor Centar,200431,Jastuk KING,24\r\n' +
  '25-20CT-000279,03.10.2025,Veleprodajni Magacin,Prodavnica - Kotor Centar,200012,,"2,5"\r\n'
