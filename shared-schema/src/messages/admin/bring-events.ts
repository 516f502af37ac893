import { countEn, countSr } from './count.ts'

const sr = {
  tab: 'Unesi zapise',
  title: 'Unesi zapise uređaja',
  lead: 'Uređaj koji ne može da šalje sačuva svoje zapise u datoteku. Ovdje ulaze u dnevnik, svaki tačno jednom.',
  how: 'Na uređaju: Stanje uređaja → Predaj neposlato → Sačuvaj datoteku.',
  choose: 'Izaberi datoteke',
  drop: 'ili ih spusti ovdje',
  working: 'Unosim…',
  from: (name: string) => `Uređaj ${name}`,
  entered: (n: number) =>
    `${countSr(n, 'zapis je', 'zapisa su', 'zapisa je')} na serveru. Uređaj će to sam saznati.`,
  held: (n: number) =>
    `Od toga čeka i još se ne broji: ${n}. Magacioner neka se prijavi na tom uređaju, ili poveži opozvani uređaj.`,
  refused: (n: number) => `Odbijeno: ${n}. Vidi Odbijeno na ovoj strani.`,
  unknownTask: 'Dio zapisa je za zadužnice kojih ovdje nema. Sačuvaj datoteku.',
  nothing: 'U datoteci nema zapisa.',
}

const en: typeof sr = {
  tab: 'Bring records in',
  title: 'Bring in records of a device',
  lead: 'A device that cannot send saves its records in a file. Here they enter the log, each exactly once.',
  how: 'On the device: State of the device → Hand over unsent → Save a file.',
  choose: 'Choose files',
  drop: 'or drop them here',
  working: 'Bringing in…',
  from: (name: string) => `Device ${name}`,
  entered: (n: number) =>
    `${countEn(n, 'record is', 'records are')} on the server. The device will learn so by itself.`,
  held: (n: number) =>
    `Of these wait and do not count yet: ${n}. Let the worker sign in on that device, or connect the revoked device again.`,
  refused: (n: number) => `Refused: ${n}. See Refused on this page.`,
  unknownTask: 'Some records are for tasks that are not here. Keep the file.',
  nothing: 'The file holds no records.',
}

/** Bringing records of a device in at the desk. */
export const bringEventsTexts = { sr, en }
