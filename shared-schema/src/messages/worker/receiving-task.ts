import { workerFeedbackTexts } from './feedback.ts'
import { workerFinishTexts } from './finish.ts'
import { workerPickingTexts } from './picking.ts'

/*
 * Goods that come in are counted with the screens that picking has. These are their texts, with those said otherwise that only make
 * sense for picking.
 */

const sr = {
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
}

const en: typeof sr = {
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
}

/** The screens of a task whose goods come in. */
export const receivingTaskTexts = { sr, en }
