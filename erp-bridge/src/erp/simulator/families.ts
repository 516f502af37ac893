/** Articles that differ by model and variant; a rack of the demo warehouse holds one family. */
export type Family = {
  readonly name: string
  readonly unit: string
  readonly models: readonly [string, string, string, string, string]
  readonly variants: readonly [string, string, string, string, string, string, string, string]
}

const wood = ['bijela', 'hrast', 'orah', 'bukva', 'antracit', 'sonoma', 'venge', 'siva'] as const
const cloth = ['bijela', 'bež', 'siva', 'plava', 'zelena', 'bordo', 'krem', 'crna'] as const
const bed = ['80×200', '90×190', '90×200', '120×200', '140×200', '160×200', '180×200', '200×200'] as const
const litres = ['1 l', '1,5 l', '2 l', '3 l', '4 l', '6 l', '8 l', '12 l'] as const
const width = ['16 cm', '18 cm', '20 cm', '22 cm', '24 cm', '26 cm', '28 cm', '32 cm'] as const
const light = ['bijela E14', 'bijela E27', 'crna E14', 'crna E27', 'zlatna', 'hrom', 'bakar', 'drvo'] as const
const size = ['S', 'M', 'L', 'XL', 'S 2/1', 'M 2/1', 'L 2/1', 'XL 2/1'] as const
const rug = ['60×110', '80×150', '100×200', '120×180', '140×200', '160×230', '200×290', '240×340'] as const

/** Fifty families of forty: idents 200001 to 202000 in this order. The eleventh holds the pillows. */
export const families: readonly Family[] = [
  family('Stolica trpezarijska', ['ADRIANA', 'LOVĆEN', 'NORA', 'PIVA', 'TARA'], cloth),
  family('Sto trpezarijski', ['BOKA', 'LOVĆEN', 'NORA', 'SKADAR', 'TARA'], wood),
  family('Klub sto', ['ALBA', 'BOKA', 'LINEA', 'LUNA', 'RIVA'], wood),
  family('Komoda', ['ALBA', 'KUBA', 'LINEA', 'RIVA', 'SARA'], wood),
  family('Polica zidna', ['DUO', 'KUBA', 'LINEA', 'MINI', 'TRIO'], wood),
  family('Ormar dvokrilni', ['ALBA', 'KLARA', 'LINEA', 'RIVA', 'SARA'], wood),
  family('Cipelarnik', ['DUO', 'KLARA', 'LINEA', 'SLIM', 'TRIO'], wood),
  family('Radni sto', ['FOKUS', 'JUNIOR', 'LINEA', 'OFIS', 'SMART'], wood),
  family('Krevet', ['ALBA', 'KLARA', 'LUNA', 'RIVA', 'SARA'], bed),
  family('Madrac', ['BAMBUS', 'COMFORT', 'DŽEPIĆASTI', 'LATEX', 'MEMORY'], bed),
  family(
    'Jastuk',
    ['BAMBUS', 'COMFORT', 'LATEX', 'KING', 'MEMORY'],
    ['40×60', '50×50', '50×70', '60×80', '70×90', 'anatomski', 'dječiji', 'putni'],
  ),
  family('Jorgan', ['BAMBUS', 'CLASSIC', 'LJETNI', 'VUNENI', 'ZIMSKI'], bed),
  family('Posteljina', ['DAMAST', 'FLANEL', 'KREP', 'RANFORS', 'SATEN'], cloth),
  family('Čaršav s lastišem', ['DŽERSEJ', 'FLANEL', 'FROTIR', 'RANFORS', 'SATEN'], bed),
  family('Navlaka za madrac', ['BAMBUS', 'FROTIR', 'HIDRO', 'MIKRO', 'PROTECT'], bed),
  family('Dekorativni jastuk', ['BOHO', 'GEO', 'LIST', 'PRUGA', 'VELUR'], cloth),
  family('Peškir frotir', ['EGIPAT', 'HOTEL', 'KLASIK', 'SOFT', 'SPA'], cloth),
  family('Bade mantil', ['HOTEL', 'KIMONO', 'SOFT', 'SPA', 'VAFEL'], size),
  family('Zavjesa', ['BLACKOUT', 'LANENA', 'ORGANZA', 'ŽAKARD', 'VOAL'], cloth),
  family('Tepih', ['BERBER', 'ĆILIM', 'MAROKO', 'SHAGGY', 'VINTAGE'], rug),
  family('Staza metražna', ['BERBER', 'FILC', 'GUMA', 'SISAL', 'VELUR'], cloth, 'M'),
  family('Mušema metražna', ['CVIJET', 'KARO', 'LAN', 'MERMER', 'VOĆE'], cloth, 'M'),
  family('Stolnjak', ['DAMAST', 'KARO', 'LAN', 'PRAZNIČNI', 'TEFLON'], rug),
  family('Šerpa', ['EMAJL', 'GRANIT', 'INOX', 'MERMER', 'TITAN'], width),
  family('Lonac', ['EMAJL', 'GRANIT', 'INOX', 'MERMER', 'TITAN'], litres),
  family('Tiganj', ['GRANIT', 'GUS', 'INOX', 'MERMER', 'TITAN'], width),
  family('Ekspres lonac', ['AKTIV', 'CHEF', 'INOX', 'PRESTO', 'TURBO'], litres),
  family('Tepsija', ['EMAJL', 'GRANIT', 'INOX', 'SILIKON', 'STAKLO'], width),
  family(
    'Nož kuhinjski',
    ['CHEF', 'DAMASK', 'HOBI', 'KERAMIK', 'PROFI'],
    ['za hljeb', 'za meso', 'za ribu', 'za povrće', 'za odrezak', 'mesarski', 'univerzalni', 'santoku'],
  ),
  family(
    'Pribor za jelo',
    ['BAROK', 'HOTEL', 'KLASIK', 'LINEA', 'ROMA'],
    ['4/1', '6/1', '12/1', '16/1', '24/1', '30/1', '48/1', '72/1'],
  ),
  family(
    'Čaša',
    ['BAR', 'KRISTAL', 'ROMA', 'TOSKANA', 'VENECIJA'],
    [
      'za vodu 6/1',
      'za vino 6/1',
      'za pivo 6/1',
      'za rakiju 6/1',
      'za viski 6/1',
      'za sok 6/1',
      'za šampanjac 6/1',
      'za koktel 6/1',
    ],
  ),
  family(
    'Tanjir',
    ['BOHO', 'HOTEL', 'KLASIK', 'ROMA', 'RUSTIK'],
    [
      'plitki 25 cm',
      'plitki 27 cm',
      'duboki 21 cm',
      'duboki 23 cm',
      'desertni 17 cm',
      'desertni 19 cm',
      'ovalni 30 cm',
      'ovalni 36 cm',
    ],
  ),
  family('Šolja', ['BOHO', 'HOTEL', 'KLASIK', 'RETRO', 'RUSTIK'], cloth),
  family('Posuda za hranu', ['BAMBUS', 'FRESH', 'KLIK', 'STAKLO', 'VAKUM'], litres),
  family('Tegla s poklopcem', ['BAMBUS', 'KLIP', 'RETRO', 'RUSTIK', 'TVIST'], litres),
  family('Kutija za odlaganje', ['KLIK', 'MIKS', 'PLETENA', 'RATAN', 'ROLO'], litres),
  family('Korpa za veš', ['BAMBUS', 'PLETENA', 'RATAN', 'SLIM', 'TEKSTIL'], cloth),
  family('Luster', ['ADRIA', 'KRISTAL', 'LOFT', 'NORDIK', 'SFERA'], light),
  family('Stona lampa', ['ADRIA', 'FOKUS', 'LOFT', 'NORDIK', 'SFERA'], light),
  family('Podna lampa', ['ARKO', 'FOKUS', 'LOFT', 'NORDIK', 'TRIPOD'], light),
  family('Ogledalo', ['BAROK', 'LED', 'LINEA', 'LOFT', 'SUNCE'], rug),
  family(
    'Ram za sliku',
    ['BAROK', 'GALERIJA', 'LINEA', 'LOFT', 'RUSTIK'],
    ['10×15', '13×18', '15×20', '18×24', '20×30', '30×40', '40×50', '50×70'],
  ),
  family('Zidni sat', ['BAROK', 'LOFT', 'NORDIK', 'RETRO', 'TIHI'], wood),
  family('Saksija', ['BETON', 'KERAMIKA', 'RATAN', 'TERAKOTA', 'VISEĆA'], width),
  family('Baštenska stolica', ['ADRIA', 'BISTRO', 'PALMA', 'RATAN', 'SKLOPIVA'], cloth),
  family('Baštenski sto', ['ADRIA', 'BISTRO', 'PALMA', 'RATAN', 'SKLOPIVI'], wood),
  family('Suncobran', ['ADRIA', 'BISTRO', 'KONZOLNI', 'PALMA', 'PLAŽA'], cloth),
  family('Sušilo za veš', ['BALKON', 'KRILO', 'PLAFON', 'TORANJ', 'ZIDNO'], size),
  family(
    'Ekser građevinski',
    ['BETON', 'ČELIK', 'KROV', 'STOLAR', 'TEKSAS'],
    ['1,4×25', '1,8×35', '2,2×45', '2,5×55', '2,8×65', '3,1×80', '3,8×100', '4,6×130'],
    'KG',
  ),
  family('Set alata', ['DOM', 'GARAŽA', 'HOBI', 'MAJSTOR', 'PROFI'], size, 'SET'),
]

function family(name: string, models: Family['models'], variants: Family['variants'], unit = 'KOM'): Family {
  return { name, unit, models, variants }
}
