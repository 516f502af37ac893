const sr = {
  acknowledge: 'Dodirni ekran: razumijem',
  nothingCounted: 'Ništa nije upisano.',
  recorded: (qty: string, unit: string) => `+${qty} ${unit}`,
  movedTo: (name: string) => `Druga stavka: ${name}`,
  lineDone: 'Stavka puna',
  checkDigit: 'Kod ima pogrešnu kontrolnu cifru, ali je u katalogu. Pogledaj artikal.',
  overRecorded: (over: string, unit: string) => `Zapisan višak ${over} ${unit}`,

  wrongItem: 'Pogrešan artikal',
  wrongItemText: (name: string, ident: string) => `Ovo je ${name} (${ident}). Nije na zadužnici.`,
  wanted: (name: string, ident: string) => `Traži se: ${name} (${ident})`,
  unknown: 'Nepoznat kod',
  unknownText: (code: string) => `Kod ${code} niko ne poznaje. Provjeri artikal ili upiši količinu.`,
  badCheckDigit: 'Kod je pogrešno pročitan',
  badCheckDigitText: (code: string, expected: string) =>
    `${code}: zadnja cifra bi morala biti ${expected}. Skeniraj ponovo.`,
  locationOk: 'Lokacija je tačna',
  locationMoved: (name: string) => `Na ovoj lokaciji: ${name}`,
  locationWrong: 'Pogrešna lokacija',
  locationWrongText: (location: string) => `Ovo je ${location}.`,
  locationWanted: (location: string) => `Traži se ${location}`,
  locationFirst: 'Prvo lokacija',
  locationFirstText: (location: string) => `Skeniraj lokaciju ${location}, pa artikal.`,

  overTitle: 'Više od traženog?',
  overText: (picked: string, requested: string, unit: string) =>
    `Traženo ${requested}, već ${picked} ${unit}.`,
  overYes: (total: string, unit: string) => `Zapiši ${total} ${unit}`,
  overNo: 'Ne, vraćam',
  overHint: 'Ili skeniraj još jednom da potvrdiš.',
  reopenTitle: 'Stavka je zatvorena',
  reopenText: (who: string, reason: string) => `${who}: ${reason}`,
  reopenYes: (qty: string, unit: string) => `Otvori i dodaj ${qty} ${unit}`,
  reopenNo: 'Ostavi zatvoreno',
  chooseTitle: 'Koji je artikal?',
  chooseText: 'Isti kod stoji za više njih.',
  chooseNone: 'Nijedan od ovih',
  perScan: (qty: string, unit: string) => `${qty} ${unit} po skeniranju`,

  storageFailed: 'Nije zapisano',
  storageFailedText:
    'Uređaj nije mogao sačuvati. Ovo skeniranje NIJE upisano; sve ranije jeste. Oslobodi mjesto na uređaju i skeniraj ponovo.',
  otherTab: 'Nije zapisano',
  otherTabText: 'Aplikacija radi u drugom prozoru. Zatvori ovaj, radi u onom drugom. Sve ranije je sačuvano.',
  notSignedIn: 'Nije zapisano',
  notSignedInText: 'Niko nije prijavljen. Prijavi se i skeniraj ponovo. Sve ranije je sačuvano.',
  pausedTitle: 'Zadužnica je na pauzi',
  pausedText: 'Dodirni Nastavi, pa skeniraj ponovo.',
  finishedTitle: 'Tvoj dio je završen',
  finishedText: 'Dodirni Nastavi sakupljanje, pa skeniraj ponovo.',
}

const en: typeof sr = {
  acknowledge: 'Touch the screen: understood',
  nothingCounted: 'Nothing was recorded.',
  recorded: (qty: string, unit: string) => `+${qty} ${unit}`,
  movedTo: (name: string) => `Another line: ${name}`,
  lineDone: 'Line complete',
  checkDigit: 'The code has a wrong check digit but is in the catalogue. Look at the article.',
  overRecorded: (over: string, unit: string) => `Recorded ${over} ${unit} over`,

  wrongItem: 'Wrong article',
  wrongItemText: (name: string, ident: string) => `This is ${name} (${ident}). It is not on the task.`,
  wanted: (name: string, ident: string) => `Wanted: ${name} (${ident})`,
  unknown: 'Unknown code',
  unknownText: (code: string) => `Nobody knows the code ${code}. Check the article or enter a quantity.`,
  badCheckDigit: 'The code was misread',
  badCheckDigitText: (code: string, expected: string) =>
    `${code}: the last digit should be ${expected}. Scan again.`,
  locationOk: 'Right location',
  locationMoved: (name: string) => `At this location: ${name}`,
  locationWrong: 'Wrong location',
  locationWrongText: (location: string) => `This is ${location}.`,
  locationWanted: (location: string) => `Wanted: ${location}`,
  locationFirst: 'Location first',
  locationFirstText: (location: string) => `Scan the location ${location}, then the article.`,

  overTitle: 'More than requested?',
  overText: (picked: string, requested: string, unit: string) =>
    `Requested ${requested}, already ${picked} ${unit}.`,
  overYes: (total: string, unit: string) => `Record ${total} ${unit}`,
  overNo: 'No, put it back',
  overHint: 'Or scan once more to confirm.',
  reopenTitle: 'The line is closed',
  reopenText: (who: string, reason: string) => `${who}: ${reason}`,
  reopenYes: (qty: string, unit: string) => `Open it and add ${qty} ${unit}`,
  reopenNo: 'Leave it closed',
  chooseTitle: 'Which article is it?',
  chooseText: 'The same code stands for several.',
  chooseNone: 'None of these',
  perScan: (qty: string, unit: string) => `${qty} ${unit} a scan`,

  storageFailed: 'Not recorded',
  storageFailedText:
    'The device could not save. This scan was NOT recorded; everything before it was. Free some space on the device and scan again.',
  otherTab: 'Not recorded',
  otherTabText:
    'The app is at work in another window. Close this one, work in that one. Everything before is saved.',
  notSignedIn: 'Not recorded',
  notSignedInText: 'Nobody is signed in. Sign in and scan again. Everything before is saved.',
  pausedTitle: 'The task is paused',
  pausedText: 'Touch Resume, then scan again.',
  finishedTitle: 'Your part is finished',
  finishedText: 'Touch Go on picking, then scan again.',
}

/** What fills the screen after a scan: what happened, that nothing was recorded where it was not, what to do. */
export const workerFeedbackTexts = { sr, en }
