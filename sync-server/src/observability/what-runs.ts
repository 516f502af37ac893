import { readFileSync } from 'node:fs'
import { PROTOCOL_VERSION } from 'shared-schema/protocol/version.ts'
import type { Config } from '../config.ts'

/** Labels of `magacin_info`: version of the program, of Node, of the protocol, and the kind of database. */
export function whatRuns({ databaseUrl }: Pick<Config, 'databaseUrl'>) {
  const file = new URL('../../package.json', import.meta.url)
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string }
  return {
    version,
    node: process.version,
    protocol: String(PROTOCOL_VERSION),
    database: databaseUrl === undefined ? 'sqlite' : 'postgres',
  }
}
