import { countEn, countSr } from '../admin/count.ts'

const sr = {
  title: 'Završetak',
  pickedLines: (n: number) => `${countSr(n, 'stavka', 'stavke', 'stavki')} u potpunosti`,
  missing: 'Nedostaje',
  nothingMissing: 'Ništa ne nedostaje.',
  over: 'Više od traženog',
  open: 'Još otvoreno',
  openMine: 'Ove stavke su još otvorene. Pokupi ih ili zatvori s razlogom.',
  openTeam: (names: string) => `Ove stavke su još otvorene. Možeš ih ostaviti: ${names}.`,
  goToLine: 'Idi na prvu',
  leave: (names: string) => `Ostavi za: ${names}`,
  finish: 'Završi zadužnicu',
  finishPart: 'Završi moj dio',

  doneTitle: 'Gotovo',
  doneTask: 'Zadužnica je završena.',
  donePart: (names: string) => `Tvoj dio je završen. Još radi: ${names}.`,
  safeTitle: 'Možeš spremiti uređaj',
  safeSent: 'Sve je na serveru.',
  safeHere: (n: number) =>
    `Čeka mrežu: ${countSr(n, 'zapis', 'zapisa', 'zapisa')}. Sačuvano je na uređaju i šalje se samo, čim je aplikacija otvorena i ima mreže.`,
  unsafeTitle: 'Ne gasi još',
  unsafeText: 'Pregledač može obrisati podatke ovog uređaja. Priđi mreži da se rad pošalje.',
  nextTask: 'Moje zadužnice',
  resume: 'Nastavi sakupljanje',
  pickedTotal: 'Pokupljeno',
  missingTotal: 'Nedostaje',
  overTotal: 'Višak',
}

const en: typeof sr = {
  title: 'Finishing',
  pickedLines: (n: number) => `${countEn(n, 'line', 'lines')} complete`,
  missing: 'Missing',
  nothingMissing: 'Nothing is missing.',
  over: 'More than requested',
  open: 'Still open',
  openMine: 'These lines are still open. Pick them or close them with a reason.',
  openTeam: (names: string) => `These lines are still open. You can leave them to ${names}.`,
  goToLine: 'Go to the first',
  leave: (names: string) => `Leave to ${names}`,
  finish: 'Finish the task',
  finishPart: 'Finish my part',

  doneTitle: 'Done',
  doneTask: 'The task is finished.',
  donePart: (names: string) => `Your part is finished. Still working: ${names}.`,
  safeTitle: 'You can put the device away',
  safeSent: 'Everything is on the server.',
  safeHere: (n: number) =>
    `${countEn(n, 'record waits', 'records wait')} for a network. They are saved on the device and go out by themselves as soon as the app is open and there is a network.`,
  unsafeTitle: 'Do not switch off yet',
  unsafeText:
    'The browser may delete the data of this device. Go where there is a network so that work is sent.',
  nextTask: 'My tasks',
  resume: 'Go on picking',
  pickedTotal: 'Picked',
  missingTotal: 'Missing',
  overTotal: 'Over',
}

/** Finishing a task and the screen after it. */
export const workerFinishTexts = { sr, en }
