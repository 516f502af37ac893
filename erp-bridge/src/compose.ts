import { readFileSync } from 'node:fs'
import path from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { type Logger, pino } from 'pino'
import { systemClock } from './clock.ts'
import { type BridgeConfig, readBridgeConfig } from './config.ts'
import { readErpConfig } from './erp/erp-config.ts'
import { erpFromConfig } from './erp/erp-from-config.ts'
import { type Journal, openJournal } from './journal/open-journal.ts'
import type { Context } from './night/context.ts'
import { failureOf } from './night/disk-full.ts'
import { makeServerClient } from './server/server-client.ts'

/** The bridge and its command read the same settings and open the same things. */
export type Composed = {
  readonly context: Context
  readonly config: BridgeConfig
  readonly close: () => Promise<void>
}

const DEFAULT_ZONE = 'Europe/Belgrade'

/**
 * Reads the environment and opens journal, ERP and server.
 * @returns everything, or all problems of the settings at once
 */
export async function compose(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<
  | { readonly ok: true; readonly value: Composed }
  | { readonly ok: false; readonly problems: readonly string[] }
> {
  const own = readBridgeConfig(environment)
  const theirs = readErpConfig(environment)
  if (!own.ok || !theirs.ok)
    return { ok: false, problems: [...(own.ok ? [] : own.problems), ...(theirs.ok ? [] : theirs.problems)] }
  const { config } = own
  if (config.SERVER_AUTHORITY !== undefined) trustAlso(config.SERVER_AUTHORITY)
  const file = path.join(config.BRIDGE_DATA_DIR, 'journal.sqlite')
  const journal = await openJournal(file).catch((error: unknown) => failureOf(error))
  if ('code' in journal)
    return { ok: false, problems: [`BRIDGE_DATA_DIR: ${file} cannot be opened: ${journal.detail}`] }
  const erp = erpFromConfig(theirs.value, systemClock)
  const base = config.SERVER_URL.replace(/\/+$/, '')
  const server = makeServerClient({
    token: config.BRIDGE_TOKEN,
    reach: (address, init) => fetch(`${base}${address}`, init),
  })
  return {
    ok: true,
    value: {
      config,
      context: {
        ...{ erp, server, journal, clock: systemClock, log: makeLog(config.LOG_LEVEL) },
        rules: {
          ...theirs.value.types,
          posting: config.ERP_POSTING,
          documentDays: config.DOCUMENT_DAYS,
          settleMs: config.SETTLE_SECONDS * 1000,
        },
        timeZone: await zoneOf(server),
      },
      close: () => closeAll(erp, journal),
    },
  }
}

/** Trusts an authority in addition to all others, for this process. */
function trustAlso(file: string): void {
  setDefaultCACertificates([...getCACertificates('default'), readFileSync(file, 'utf8')])
}

/** Log lines go to standard error: the command's own words are its output. */
function makeLog(level: BridgeConfig['LOG_LEVEL']): Logger {
  return pino({ level, name: 'erp-bridge' }, pino.destination(2))
}

async function zoneOf(server: Context['server']): Promise<string> {
  const site = await server.site()
  return site.ok ? site.value.time_zone : DEFAULT_ZONE
}

async function closeAll(erp: Context['erp'], journal: Journal): Promise<void> {
  await erp.close()
  await journal.close()
}
