import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { Cron } from 'croner'
import * as z from 'zod'
import type { PostingRule } from './export/fulfilment.ts'

const POSTING = /^([0-9A-Z]+)=([0-9A-Z]+)\/([0-9A-Z]+)\/(manual|automatic)\/(task|document)$/
const posting = z.string().transform((text, context): PostingRule[] =>
  text.split(';').flatMap((part) => {
    if (part.trim() === '') return []
    const [, type, postAs, correctAs, approval, when] = POSTING.exec(part.trim()) ?? []
    if (!type || !postAs || !correctAs) {
      const message =
        'rules such as 20CT=20CT/20CP/manual/document: posted as / corrected as / manual or automatic / task or document'
      context.addIssue({ code: 'custom', message, input: part })
      return z.NEVER
    }
    return [
      {
        ...{ type, postAs, correctAs },
        approval: approval === 'manual' ? 'manual' : 'automatic',
        when: when === 'task' ? 'task' : 'document',
      },
    ]
  }),
)
const minutes = (fallback: number) =>
  z.coerce.number({ error: 'a number of minutes' }).min(1, { error: 'at least one minute' }).default(fallback)

/** Every variable of the bridge itself; those of the ERP begin with `ERP_` and are read where its adapters are. */
const variables = z.object({
  /** Where the warehouse's server is. */
  SERVER_URL: z
    .url({ protocol: /^https?$/, error: 'an http or https address' })
    .default('http://127.0.0.1:8123'),
  /** PEM file of the authority that signed the server's certificate, where it is not a public one. */
  SERVER_AUTHORITY: z
    .string()
    .refine((file) => existsSync(file), { error: 'a file that exists' })
    .optional(),
  /** The secret both sides know; at least 32 characters. */
  BRIDGE_TOKEN: z
    .string({ error: 'the secret the server was started with' })
    .min(32, { error: 'at least 32 characters' }),
  /** Folder of the journal: what was sent to the ERP. Losing it loses no goods, but everybody has to look twice. */
  BRIDGE_DATA_DIR: z
    .string()
    .default('./data/bridge')
    .transform((path) => resolve(path)),
  /** How finished documents are posted, by type. A type without a rule is only compared. */
  ERP_POSTING: posting.default([]),
  /** When the night is held, cron in the zone of the site; `off` holds none by itself. */
  BRIDGE_NIGHT: z
    .string()
    .default('15 3 * * *')
    .refine((pattern) => pattern === 'off' || isPattern(pattern), {
      error: 'a cron pattern such as 15 3 * * *, or off',
    }),
  CATALOGUE_EVERY_MINUTES: minutes(30),
  DOCUMENTS_EVERY_MINUTES: minutes(10),
  /** How far back documents are read again each time, days. */
  DOCUMENT_DAYS: z.coerce.number().int().min(1).max(90).default(14),
  /** How long the ERP may still be working on a request that was cut before it is asked again, seconds. */
  SETTLE_SECONDS: z.coerce.number().min(0).max(3600).default(60),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

/** Settings of the bridge, read once at the start. */
export type BridgeConfig = z.output<typeof variables>

/**
 * Reads the settings from environment variables; an empty one counts as absent.
 * @returns the settings, or every problem at once. A secret is named, never shown.
 */
export function readBridgeConfig(
  environment: Readonly<Record<string, string | undefined>>,
):
  | { readonly ok: true; readonly config: BridgeConfig }
  | { readonly ok: false; readonly problems: string[] } {
  const present = Object.fromEntries(
    Object.keys(variables.shape)
      .map((name) => [name, environment[name]])
      .filter(([, value]) => value !== undefined && value !== ''),
  )
  const read = variables.safeParse(present)
  if (read.success) return { ok: true, config: read.data }
  return {
    ok: false,
    problems: read.error.issues.map(({ path, message }) => {
      const name = String(path[0])
      const found = name === 'BRIDGE_TOKEN' || !(name in present) ? '' : ` (found: ${String(present[name])})`
      return `${name} has to be ${message}${found}`
    }),
  }
}

function isPattern(pattern: string): boolean {
  try {
    return new Cron(pattern, { paused: true }).nextRun() !== null
  } catch {
    return false
  }
}
