import { join } from 'node:path'

/** The one file of an embedded server within its data folder. */
export function databaseFile(folder: string): string {
  return join(folder, 'magacin.sqlite')
}
