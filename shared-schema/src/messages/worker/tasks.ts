import { countEn, countSr } from '../admin/count.ts'

const sr = {
  title: 'Moje zadužnice',
  finishedByMe: 'Završeno',
  none: 'Nemaš zadužnica',
  noneText: 'Kad ti šef dodijeli posao, pojaviće se ovdje sama. Ne treba osvježavati.',
  noneOffline: 'Uređaj je bez mreže, pa nove zadužnice još ne mogu stići.',
  allDone: 'Sve je završeno',
  allDoneText: 'Nova zadužnica pojaviće se ovdje sama.',
  open: (shop: string) => `Otvori: ${shop}`,
  lines: (n: number) => countSr(n, 'stavka', 'stavke', 'stavki'),
  progress: (done: number, all: number) => `${done} od ${all} stavki`,
  due: (when: string) => `do ${when}`,
  overdue: (when: string) => `kasni, rok ${when}`,
  with: (names: string) => `sa: ${names}`,
  unsent: (n: number) => `čeka slanje: ${n}`,
  waitingFor: (names: string) => `Tvoj dio je gotov, još radi: ${names}`,
  cancelledTitle: 'Zadužnica je otkazana',
  cancelledText: (who: string, when: string) =>
    `Otkazano: ${who}, ${when}. Sve pokupljeno ostaje zabilježeno. Vrati robu na mjesto i pitaj šefa.`,
  goneTitle: 'Zadužnica je dodijeljena drugome',
  goneText: 'Sve pokupljeno ostaje zabilježeno na tvoje ime. Pitaj šefa kome da predaš robu.',
  backToTasks: 'Moje zadužnice',
  openFirst: 'Prvo otvori zadužnicu. Ništa nije upisano.',
  unknownTitle: 'Te zadužnice nema na ovom uređaju',
}

const en: typeof sr = {
  title: 'My tasks',
  finishedByMe: 'Finished',
  none: 'You have no tasks',
  noneText: 'When your supervisor gives you work, it appears here by itself. No need to refresh.',
  noneOffline: 'The device has no network, so new tasks cannot arrive yet.',
  allDone: 'Everything is done',
  allDoneText: 'A new task will appear here by itself.',
  open: (shop: string) => `Open: ${shop}`,
  lines: (n: number) => countEn(n, 'line', 'lines'),
  progress: (done: number, all: number) => `${done} of ${all} lines`,
  due: (when: string) => `by ${when}`,
  overdue: (when: string) => `late, due ${when}`,
  with: (names: string) => `with ${names}`,
  unsent: (n: number) => `${n} waiting to be sent`,
  waitingFor: (names: string) => `Your part is done; still working: ${names}`,
  cancelledTitle: 'The task was cancelled',
  cancelledText: (who: string, when: string) =>
    `Cancelled by ${who}, ${when}. What you picked stays recorded. Put the goods back and ask your supervisor.`,
  goneTitle: 'The task was given to somebody else',
  goneText: 'What you picked stays recorded under your name. Ask your supervisor who takes over the goods.',
  backToTasks: 'My tasks',
  openFirst: 'Open a task first. Nothing was recorded.',
  unknownTitle: 'That task is not on this device',
}

/** The list of a worker's tasks. */
export const workerTaskTexts = { sr, en }
