const sr = {
  state: 'Pregled',
  entries: 'Šta piše u okviru',
  place: (client: number, clock: number) => `Klijent ${client}, mjesto ${clock}`,
  otherKey: (key: string) => `pod tuđim ključem ${key}`,
  unreadable: (at: number) => `Od ${at}. bajta ovo više nije ispravan zapis.`,
  bytes: 'Bajtovi',
  more: (left: number) => `… i još ${left}; svi su u datoteci.`,
  download: 'Preuzmi bajtove',
  recovers:
    'Uređaj se oporavlja sam: ispravne zapise šalje ponovo, a odbijeni pokazuje radniku. Tuđi rad zbog ovoga ne čeka.',
} as const

const en = {
  state: 'Review',
  entries: 'What the frame says',
  place: (client: number, clock: number) => `Client ${client}, place ${clock}`,
  otherKey: (key: string) => `under another key, ${key}`,
  unreadable: (at: number) => `From byte ${at} on this is no proper record.`,
  bytes: 'Bytes',
  more: (left: number) => `… and ${left} more; all are in the file.`,
  download: 'Download the bytes',
  recovers:
    'The device recovers by itself: it sends its good records again and shows the refused one to the worker. Nobody else’s work waits for this.',
} satisfies Record<keyof typeof sr, unknown>

export const refusedTexts = { sr, en }
