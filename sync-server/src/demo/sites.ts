export type DemoSite = {
  readonly id: string
  readonly name: string
  readonly kind: 'warehouse' | 'shop'
  /** Other ways the ERP writes it; case, blanks, diacritics and dashes are folded anyway. */
  readonly aliases: readonly string[]
}

export const DEMO_COMPANY = 'Primorje Veleprodaja d.o.o.'
export const DEMO_WAREHOUSE = 'Veleprodajni Magacin'

/** Warehouses and shops of the invented company. */
export const demoSites: readonly DemoSite[] = [
  warehouse('w-veleprodaja', DEMO_WAREHOUSE, ['VP Magacin', 'Veleprodaja', 'Glavni magacin']),
  warehouse('w-tranzit', 'Tranzitno Skladište', ['Tranzit']),
  warehouse('w-carina', 'Carinsko Skladište', ['Carina']),
  shop('s-kotor', 'Prodavnica - Kotor Centar', ['Kotor Centar', 'PR Kotor']),
  shop('s-budva', 'Prodavnica - Budva', ['Budva', 'PR Budva']),
  shop('s-bar', 'Prodavnica - Bar', ['Bar', 'PR Bar']),
  shop('s-ulcinj', 'Prodavnica - Ulcinj', ['Ulcinj']),
  shop('s-tivat', 'Prodavnica - Tivat', ['Tivat']),
  shop('s-herceg-novi', 'Prodavnica - Herceg Novi', ['Herceg Novi', 'H. Novi']),
  shop('s-podgorica-1', 'Prodavnica - Podgorica Zabjelo', ['Podgorica Zabjelo', 'PG 1']),
  shop('s-podgorica-2', 'Prodavnica - Podgorica Stari Aerodrom', ['Podgorica Stari Aerodrom', 'PG 2']),
  shop('s-niksic', 'Prodavnica - Nikšić', ['Nikšić', 'PR Nikšić']),
  shop('s-cetinje', 'Prodavnica - Cetinje', ['Cetinje']),
  shop('s-bijelo-polje', 'Prodavnica - Bijelo Polje', ['Bijelo Polje', 'B. Polje']),
  shop('s-pljevlja', 'Prodavnica - Pljevlja', ['Pljevlja']),
]

function warehouse(id: string, name: string, aliases: readonly string[]): DemoSite {
  return { id, name, kind: 'warehouse', aliases }
}

function shop(id: string, name: string, aliases: readonly string[]): DemoSite {
  return { id, name, kind: 'shop', aliases }
}
