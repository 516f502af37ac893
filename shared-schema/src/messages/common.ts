import type { Languages } from './languages.ts'

const sr = {
  product: 'Magacin Track',
  language: 'Jezik',
  languageNames: { sr: 'Srpski', en: 'English' },
  theme: 'Izgled',
  themes: { system: 'Kao uređaj', light: 'Svijetlo', dark: 'Tamno' },
  close: 'Zatvori',
  cancel: 'Odustani',
  back: 'Nazad',
  confirm: 'Potvrdi',
  retry: 'Pokušaj ponovo',
  show: 'Prikaži',
  loading: 'Učitavam…',
  nothingLost: 'Ništa nije izgubljeno.',
  of: (part: string, whole: string) => `${part} od ${whole}`,
  statuses: {
    assigned: 'Dodijeljeno',
    in_progress: 'U radu',
    paused: 'Pauza',
    done: 'Završeno',
    cancelled: 'Otkazano',
  },
  lineStatuses: { open: 'Otvorena', picked: 'Pokupljena', short: 'Manjak', over: 'Višak' },
  priorities: { high: 'Hitno', normal: 'Redovno', low: 'Može čekati' },
}

const en: typeof sr = {
  product: 'Magacin Track',
  language: 'Language',
  languageNames: { sr: 'Srpski', en: 'English' },
  theme: 'Appearance',
  themes: { system: 'Like the device', light: 'Light', dark: 'Dark' },
  close: 'Close',
  cancel: 'Cancel',
  back: 'Back',
  confirm: 'Confirm',
  retry: 'Try again',
  show: 'Show',
  loading: 'Loading…',
  nothingLost: 'Nothing is lost.',
  of: (part: string, whole: string) => `${part} of ${whole}`,
  statuses: {
    assigned: 'Assigned',
    in_progress: 'In progress',
    paused: 'Paused',
    done: 'Done',
    cancelled: 'Cancelled',
  },
  lineStatuses: { open: 'Open', picked: 'Picked', short: 'Short', over: 'Over' },
  priorities: { high: 'Urgent', normal: 'Normal', low: 'Can wait' },
}

/** Words that worker, desk and TV share. */
export const commonTexts = { sr, en } satisfies Languages<typeof sr>
