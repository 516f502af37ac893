import { countEn, countSr } from '../admin/count.ts'

const sr = {
  kind: 'Prijem',
  damaged: 'Oštećeno',
  damagedOf: (qty: string, unit: string) => `Oštećeno ${qty} ${unit}`,
  damagedTotal: 'Oštećeno',
  photosWaiting: (n: number) => countSr(n, 'slika čeka', 'slike čekaju', 'slika čeka'),
  photosRow: 'Slike čekaju slanje',
  safePhotos: (n: number) =>
    `Sačuvano na uređaju, šalje se samo: ${countSr(n, 'slika', 'slike', 'slika')}. Ostavi aplikaciju otvorenu.`,
}

const en: typeof sr = {
  kind: 'Receipt',
  damaged: 'Damaged',
  damagedOf: (qty: string, unit: string) => `Damaged ${qty} ${unit}`,
  damagedTotal: 'Damaged',
  photosWaiting: (n: number) => countEn(n, 'photo waits', 'photos wait'),
  photosRow: 'Photos waiting to be sent',
  safePhotos: (n: number) =>
    `Saved on the device, sent by itself: ${countEn(n, 'photo', 'photos')}. Leave the app open.`,
}

/** What is said of goods that come in wherever a worker is. */
export const workerReceivingTexts = { sr, en }
