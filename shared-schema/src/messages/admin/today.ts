import { countEn, countSr } from './count.ts'

const sr = {
  title: 'Danas',
  figures: 'Brojke dana',
  documentsInWork: 'Dokumenti u radu',
  linesDone: 'Završene stavke danas',
  openExceptions: 'Otvoreni izuzeci',
  unsentDevices: 'Uređaji s neposlatim radom',
  activeWorkers: 'Magacioneri na poslu',
  waiting: 'Čekaju dodjelu',
  progress: 'Napredak po dokumentu',
  seeAllRequisitions: 'Sva trebovanja',
  seeAllExceptions: 'Svi izuzeci',
  seeAllDevices: 'Svi uređaji',
  noProgressTitle: 'Ništa nije u radu',
  noProgressText:
    'Uvezi trebovanje i dodijeli ga timu. Napredak se onda ovdje vidi sam od sebe, dok magacioneri skeniraju.',
  importFirst: 'Uvezi trebovanje',
  whereabouts: 'Ko je gdje',
  whereaboutsHint: 'Po posljednjem skenu koji je stigao',
  noWhereabouts: 'Danas još niko nije skenirao.',
  exceptions: 'Čekaju odluku',
  noExceptions: 'Nijedan izuzetak ne čeka odluku.',
  unsent: 'Neposlat rad',
  noUnsent: 'Svi uređaji su poslali sve što imaju.',
  unsentEvents: (n: number) => countSr(n, 'neposlat zapis', 'neposlata zapisa', 'neposlatih zapisa'),
  oldest: (age: string) => `najstariji prije ${age}`,
  pace: 'Tempo',
  paceHint: 'Završene stavke na 10 minuta, posljednja dva sata',
  paceLabel: (max: number, last: number) =>
    `Linija tempa: najviše ${max}, a u posljednjih 10 minuta ${last} završenih stavki`,
  paceMissing: 'Grafikon se nije učitao. Brojke iznad važe; otvori stranu ponovo kad se veza vrati.',
  now: 'sada',
  ago: (age: string) => `prije ${age}`,
}

const en: typeof sr = {
  title: 'Today',
  figures: 'Figures of the day',
  documentsInWork: 'Documents in work',
  linesDone: 'Lines done today',
  openExceptions: 'Open exceptions',
  unsentDevices: 'Devices with unsent work',
  activeWorkers: 'Workers at work',
  waiting: 'Waiting for assignment',
  progress: 'Progress per document',
  seeAllRequisitions: 'All requisitions',
  seeAllExceptions: 'All exceptions',
  seeAllDevices: 'All devices',
  noProgressTitle: 'Nothing is in work',
  noProgressText:
    'Import a requisition and give it to a team. Its progress then moves here by itself while workers scan.',
  importFirst: 'Import a requisition',
  whereabouts: 'Who is where',
  whereaboutsHint: 'By the last scan that has arrived',
  noWhereabouts: 'Nobody has scanned yet today.',
  exceptions: 'Waiting for a decision',
  noExceptions: 'No exception is waiting for a decision.',
  unsent: 'Unsent work',
  noUnsent: 'Every device has sent all it has.',
  unsentEvents: (n: number) => countEn(n, 'unsent record', 'unsent records'),
  oldest: (age: string) => `oldest ${age} ago`,
  pace: 'Pace',
  paceHint: 'Lines done per 10 minutes, last two hours',
  paceLabel: (max: number, last: number) =>
    `Line of pace: ${max} at most, ${last} lines done in the last 10 minutes`,
  paceMissing:
    'The chart did not load. The figures above hold; open the page again when the connection is back.',
  now: 'now',
  ago: (age: string) => `${age} ago`,
}

export const todayTexts = { sr, en }
