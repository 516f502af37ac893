import { assignTexts } from './admin/assign.ts'
import { catalogueTexts } from './admin/catalogue.ts'
import { deviceTexts } from './admin/devices.ts'
import { exceptionTexts } from './admin/exceptions.ts'
import { importTexts } from './admin/import.ts'
import { peopleTexts } from './admin/people.ts'
import { reportTexts } from './admin/reports.ts'
import { requisitionTexts } from './admin/requisitions.ts'
import { shellTexts } from './admin/shell.ts'
import { signInTexts } from './admin/sign-in.ts'
import { tableTexts } from './admin/table.ts'
import { taskTexts } from './admin/tasks.ts'
import { todayTexts } from './admin/today.ts'

const catalogues = {
  shell: shellTexts,
  signIn: signInTexts,
  table: tableTexts,
  today: todayTexts,
  requisitions: requisitionTexts,
  import: importTexts,
  assign: assignTexts,
  tasks: taskTexts,
  exceptions: exceptionTexts,
  devices: deviceTexts,
  catalogue: catalogueTexts,
  reports: reportTexts,
  people: peopleTexts,
}

type Catalogues = typeof catalogues
type InOneLanguage = { readonly [Page in keyof Catalogues]: Catalogues[Page]['sr'] }

function pick(language: 'sr' | 'en'): InOneLanguage {
  return Object.fromEntries(
    Object.entries(catalogues).map(([page, texts]) => [page, texts[language]]),
  ) as InOneLanguage
}

/** Every text of the desk, by page; each page has its own file. */
export const adminTexts = { sr: pick('sr'), en: pick('en') }
