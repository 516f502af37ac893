import { countEn, countSr } from '../admin/count.ts'
import { workerFeedbackTexts } from './feedback.ts'
import { workerFinishTexts } from './finish.ts'
import { workerPickingTexts } from './picking.ts'

/*
 * Goods that come in are counted with the screens that picking has. `picking`, `finish` and `feedback` are those screens with the
 * words that only make sense for picking said otherwise; the rest belongs to receiving alone.
 */

const sr = {
  kind: 'Prijem',
  picking: {
    ...workerPickingTexts.sr,
    location: 'Mjesto za robu',
    noLocation: 'Mjesto nije poznato',
    counted: (came: string, expected: string, unit: string) => `Stiglo ${came} od ${expected} ${unit}`,
    nothingYet: 'Broji šta je stiglo',
    missing: 'Ostalo nije stiglo',
    status: { open: 'otvoreno', picked: 'stiglo sve', short: 'manjak', over: 'višak' },
    keypadHint: 'Ovoliko se dodaje na već izbrojano.',
    keypadOverAsk: (over: string, unit: string) => `To je ${over} ${unit} više nego što piše. Provjeri broj.`,
    missingTitle: (qty: string, unit: string) => `Zašto nije stiglo ${qty} ${unit}?`,
    missingHint: 'Stavka se zatvara s onim što je stiglo. Možeš je ponovo otvoriti.',
    reasons: {
      out_of_stock: 'Dobavljač nije poslao',
      not_found: 'Nema u pošiljci',
      damaged: 'Odbijeno, oštećeno',
      wrong_item: 'Stigao je drugi artikal',
      other: 'Drugo',
    },
    exceptionKinds: {
      ...workerPickingTexts.sr.exceptionKinds,
      over_pick: 'Stiglo je više nego što piše.',
      closed_then_picked: 'Zatvoreno kao manjak, a zatim još izbrojano.',
    },
    who: 'Ko je koliko izbrojao',
    allDoneText: 'Provjeri i završi prijem.',
    finishTask: 'Završi prijem',
  },
  finish: {
    ...workerFinishTexts.sr,
    missing: 'Nije stiglo',
    nothingMissing: 'Sve je stiglo.',
    over: 'Više nego što piše',
    openMine: 'Ove stavke su još otvorene. Izbroj ih ili zatvori s razlogom.',
    finish: 'Završi prijem',
    doneTask: 'Prijem je završen.',
    resume: 'Nastavi brojanje',
    pickedTotal: 'Primljeno',
    missingTotal: 'Nije stiglo',
  },
  feedback: {
    ...workerFeedbackTexts.sr,
    wrongItem: 'Nije na prijemu',
    wrongItemText: (name: string, ident: string) => `Ovo je ${name} (${ident}). Nema ga na ovom prijemu.`,
    overTitle: 'Više nego što piše?',
    overText: (came: string, expected: string, unit: string) =>
      `Na dokumentu ${expected}, već izbrojano ${came} ${unit}.`,
    overNo: 'Ne, pogrešno',
  },
  damaged: 'Oštećeno',
  damagedOf: (qty: string, unit: string) => `Oštećeno ${qty} ${unit}`,
  damagedTotal: 'Oštećeno',
  counted: (qty: string, unit: string) => `Izbrojano ${qty} ${unit}`,
  countFirst: 'Prvo izbroj šta je stiglo. Oštećeno je dio izbrojanog.',
  allDamaged: 'Sve izbrojano je već prijavljeno kao oštećeno.',
  howMany: 'Koliko je oštećeno?',
  fewer: 'Manje',
  more: 'Više',
  takePhoto: 'Slikaj',
  takeAnother: 'Slikaj ponovo',
  removePhoto: 'Bez slike',
  photo: 'Slika oštećenja',
  photoUnreadable: 'Slika se ne može pročitati. Slikaj ponovo, ili zapiši bez slike.',
  preparing: 'Spremam sliku…',
  whatIsWrong: 'Šta nije u redu? (nije obavezno)',
  recordIt: (qty: string, unit: string) => `Zapiši oštećeno: ${qty} ${unit}`,
  recorded: (qty: string, unit: string) => `Zapisano oštećeno: ${qty} ${unit}`,
  toldBefore: 'Već zapisano',
  withdraw: 'Povuci',
  withdrawIt: 'Zaista povuci',
  photosWaiting: (n: number) => countSr(n, 'slika čeka', 'slike čekaju', 'slika čeka'),
  photosRow: 'Slike čekaju slanje',
  safePhotos: (n: number) =>
    `Sačuvano na uređaju, šalje se samo: ${countSr(n, 'slika', 'slike', 'slika')}. Ostavi aplikaciju otvorenu.`,
}

const en: typeof sr = {
  kind: 'Receipt',
  picking: {
    ...workerPickingTexts.en,
    location: 'Place for the goods',
    noLocation: 'Place unknown',
    counted: (came: string, expected: string, unit: string) => `${came} of ${expected} ${unit} came`,
    nothingYet: 'Count what came',
    missing: 'Rest did not come',
    status: { open: 'open', picked: 'all came', short: 'short', over: 'over' },
    keypadHint: 'This much is added to what is already counted.',
    keypadOverAsk: (over: string, unit: string) =>
      `That is ${over} ${unit} more than the document says. Check the number.`,
    missingTitle: (qty: string, unit: string) => `Why did ${qty} ${unit} not come?`,
    missingHint: 'The line is closed with what came. You can open it again.',
    reasons: {
      out_of_stock: 'The supplier did not send it',
      not_found: 'Not in the delivery',
      damaged: 'Refused, damaged',
      wrong_item: 'Another article came',
      other: 'Other',
    },
    exceptionKinds: {
      ...workerPickingTexts.en.exceptionKinds,
      over_pick: 'More came than the document says.',
      closed_then_picked: 'Closed as short, then more was counted.',
    },
    who: 'Who counted how much',
    allDoneText: 'Check and finish the receipt.',
    finishTask: 'Finish the receipt',
  },
  finish: {
    ...workerFinishTexts.en,
    missing: 'Did not come',
    nothingMissing: 'Everything came.',
    over: 'More than the document says',
    openMine: 'These lines are still open. Count them or close them with a reason.',
    finish: 'Finish the receipt',
    doneTask: 'The receipt is finished.',
    resume: 'Go on counting',
    pickedTotal: 'Received',
    missingTotal: 'Did not come',
  },
  feedback: {
    ...workerFeedbackTexts.en,
    wrongItem: 'Not on the receipt',
    wrongItemText: (name: string, ident: string) => `This is ${name} (${ident}). It is not on this receipt.`,
    overTitle: 'More than the document says?',
    overText: (came: string, expected: string, unit: string) =>
      `The document says ${expected}, ${came} ${unit} counted so far.`,
    overNo: 'No, a mistake',
  },
  damaged: 'Damaged',
  damagedOf: (qty: string, unit: string) => `Damaged ${qty} ${unit}`,
  damagedTotal: 'Damaged',
  counted: (qty: string, unit: string) => `Counted ${qty} ${unit}`,
  countFirst: 'Count what came first. What is damaged is part of it.',
  allDamaged: 'All that was counted is told as damaged already.',
  howMany: 'How many are damaged?',
  fewer: 'Fewer',
  more: 'More',
  takePhoto: 'Take a photo',
  takeAnother: 'Take another',
  removePhoto: 'No photo',
  photo: 'Photo of the damage',
  photoUnreadable: 'The photo cannot be read. Take it again, or record without one.',
  preparing: 'Preparing the photo…',
  whatIsWrong: 'What is wrong with it? (optional)',
  recordIt: (qty: string, unit: string) => `Record damaged: ${qty} ${unit}`,
  recorded: (qty: string, unit: string) => `Recorded damaged: ${qty} ${unit}`,
  toldBefore: 'Recorded already',
  withdraw: 'Withdraw',
  withdrawIt: 'Really withdraw',
  photosWaiting: (n: number) => countEn(n, 'photo waits', 'photos wait'),
  photosRow: 'Photos waiting to be sent',
  safePhotos: (n: number) =>
    `Saved on the device, sent by itself: ${countEn(n, 'photo', 'photos')}. Leave the app open.`,
}

/** Counting goods that come in, and what of them is broken. */
export const workerReceivingTexts = { sr, en }
