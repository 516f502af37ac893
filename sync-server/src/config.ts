import { resolve } from 'node:path'
import * as z from 'zod'

const flag = (fallback: boolean) =>
  z
    .enum(['true', 'false', '1', '0'], { error: 'true or false' })
    .transform((text) => text === 'true' || text === '1')
    .default(fallback)

/** Days as people count them; zero is said in the variable's own words. */
const days = (fallback: number, least: 0 | 1) => {
  const error = `a number of days, ${least} or more`
  return z.coerce
    .number({ error })
    .int({ error })
    .min(least, { error })
    .max(36_500, { error })
    .default(fallback)
}

const timeZone = z
  .string()
  .refine(isTimeZone, { error: 'a time zone of the IANA database, e.g. Europe/Belgrade' })

/** Every variable the server reads, with its default. What a variable means is said once, here. */
const variables = z.object({
  /** Port of HTTP and WebSocket; 0 takes a free one. */
  PORT: z.coerce
    .number({ error: 'a port number from 0 to 65535' })
    .int({ error: 'a port number from 0 to 65535' })
    .min(0, { error: 'a port number from 0 to 65535' })
    .max(65_535, { error: 'a port number from 0 to 65535' })
    .default(8123),
  /** Address to listen on; 127.0.0.1 keeps phones out. */
  HOST: z.string().min(1, { error: 'an address to listen on' }).default('0.0.0.0'),
  /** Folder of the database and of everything else that must survive a restart. */
  DATA_DIR: z
    .string()
    .min(1, { error: 'a folder' })
    .default('./data')
    .transform((path) => resolve(path)),
  /** Address of a Postgres, for more than one server; an SQLite file in the data folder when absent. */
  DATABASE_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      error: 'an address such as postgres://user:password@host:5432/database',
    })
    .optional(),
  /** Fills an empty database with an invented company, people and articles. */
  DEMO: flag(true),
  /** Lets a worker's or supervisor's own login enrol a device; otherwise only a supervisor's code does. */
  ENROL_AT_LOGIN: flag(true),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'], {
      error: 'trace, debug, info, warn, error or silent',
    })
    .default('info'),
  /** Where the warehouse is: days, shifts and reports follow it. */
  TIME_ZONE: timeZone.default('Europe/Belgrade'),
  /** Address under which people reach this server, for links and QR codes; guessed from the network when absent. */
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'an http or https address' }).optional(),
  /** Credential of the ERP bridge, the same in both processes; without it no bridge is let in. */
  BRIDGE_TOKEN: z
    .string()
    .regex(/^\S{32,}$/, { error: 'a secret of at least 32 characters without blanks' })
    .optional(),
  /** A task that is over and quiet for so long leaves the handhelds, and its document is kept as the log alone; 0 never does. */
  ARCHIVE_AFTER_DAYS: days(30, 0),
  /** A device that says nothing for so long, and had nothing left to send, is no longer listed among those in use; 0 never. */
  HIDE_DEVICES_AFTER_DAYS: days(90, 0),
  /** A desk or a server that was away for longer reads everything anew. */
  KEEP_CHANGES_DAYS: days(7, 1),
  /** A program that repeats an operation later than this counts once all the same, but gets no stored answer. */
  KEEP_OPERATIONS_DAYS: days(90, 1),
  /** Logins and codes that ended are kept a little, so that their reuse is recognized. */
  KEEP_ENDED_LOGINS_DAYS: days(7, 1),
  /** Refused frames, after a person has looked at them; 0 keeps them. What nobody has looked at always stays. */
  KEEP_REVIEWED_DAYS: days(90, 0),
})

/** Names of all of them; a deployment that sets another one says nothing to the server. */
export const variableNames = Object.keys(variables.shape)

/** What these hold goes into no message: it may end with a password. */
const secret: ReadonlySet<string> = new Set(['DATABASE_URL', 'BRIDGE_TOKEN'])

/** Settings of the server, read once at the start. */
export type Config = {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  readonly databaseUrl?: string
  readonly demo: boolean
  readonly enrolAtLogin: boolean
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent'
  readonly timeZone: string
  readonly publicUrl?: string
  readonly bridgeToken?: string
  readonly keeping: Keeping
}

/** What is kept how long, days. 0 is "for ever". */
export type Keeping = {
  readonly archiveAfter: number
  readonly hideDevicesAfter: number
  readonly changes: number
  readonly operations: number
  readonly endedLogins: number
  readonly reviewed: number
}

/**
 * Reads the settings from environment variables; an empty variable counts as absent.
 * @returns the settings, or every problem at once: the variable, what was found and what is expected.
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
): { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly problems: string[] } {
  const present = Object.fromEntries(
    Object.keys(variables.shape)
      .map((name) => [name, environment[name]])
      .filter(([, value]) => value !== undefined && value !== ''),
  )
  const read = variables.safeParse(present)
  if (!read.success) {
    const problems = read.error.issues.map((issue) => {
      const name = String(issue.path[0])
      const found = secret.has(name) ? 'not readable' : `"${environment[name] ?? ''}"`
      return `${name} is ${found}, expected ${issue.message}`
    })
    return { ok: false, problems }
  }
  const { data } = read
  return {
    ok: true,
    config: {
      port: data.PORT,
      host: data.HOST,
      dataDir: data.DATA_DIR,
      demo: data.DEMO,
      enrolAtLogin: data.ENROL_AT_LOGIN,
      logLevel: data.LOG_LEVEL,
      timeZone: data.TIME_ZONE,
      ...(data.DATABASE_URL !== undefined && { databaseUrl: data.DATABASE_URL }),
      ...(data.PUBLIC_URL !== undefined && { publicUrl: data.PUBLIC_URL }),
      ...(data.BRIDGE_TOKEN !== undefined && { bridgeToken: data.BRIDGE_TOKEN }),
      keeping: {
        archiveAfter: data.ARCHIVE_AFTER_DAYS,
        hideDevicesAfter: data.HIDE_DEVICES_AFTER_DAYS,
        changes: data.KEEP_CHANGES_DAYS,
        operations: data.KEEP_OPERATIONS_DAYS,
        endedLogins: data.KEEP_ENDED_LOGINS_DAYS,
        reviewed: data.KEEP_REVIEWED_DAYS,
      },
    },
  }
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    // Intl answers an unknown zone with a RangeError.
    return false
  }
}
