import * as z from 'zod'
import { type Pace, politePace } from './manners.ts'

const list = (text: string) =>
  text
    .split(/[\s,;]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
/** Statuses may hold blanks, so only commas and semicolons part them. */
const phrases = (text: string) =>
  text
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
const ms = (fallback: number) => z.coerce.number().int().min(0).default(fallback)
const address = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''))
const adapter = z.enum(['gateway', 'paws', 'files'])

const environment = z.object({
  ERP_ADAPTER: adapter,
  ERP_URL: address.optional(),
  ERP_USER: z.string().min(1).optional(),
  ERP_PASSWORD: z.string().min(1).optional(),
  ERP_STOCK_USER: z.string().min(1).optional(),
  ERP_STOCK_PASSWORD: z.string().min(1).optional(),
  /** The company's database, for PAWS. */
  ERP_COMPANY: z.string().min(1).optional(),
  ERP_BARCODE_TABLE: z.string().regex(/^\w+$/).optional(),
  /** How postings of a gateway go back. */
  ERP_WRITE: z.enum(['paws', 'files', 'none']).default('none'),
  ERP_PAWS_URL: address.optional(),
  ERP_PAWS_USER: z.string().min(1).optional(),
  ERP_PAWS_PASSWORD: z.string().min(1).optional(),
  ERP_FOLDER: z.string().min(1).optional(),
  ERP_FILE_STABLE_MS: ms(10_000),
  ERP_DOC_TYPES_OUT: z.string().default('20AT 20CT 20ET 209T 200R').transform(list),
  ERP_DOC_TYPES_IN: z.string().default('20B0 20B1 20B2 20B3 20B4 20B5 20P0 20P1').transform(list),
  ERP_RECEIPT_METHOD: z.enum(['GetReceiptDocWMS', 'GetIssueDocWMS']).default('GetReceiptDocWMS'),
  ERP_CANCELLED_STATUSES: z.string().default('S,storno,stornirano,otkazano,poništeno').transform(phrases),
  ERP_PAGE_SIZE: z.coerce.number().int().min(10).max(10_000).default(1000),
  ERP_GAP_MS: ms(politePace.gapMs),
  ERP_TIMEOUT_MS: ms(politePace.timeoutMs),
  ERP_RETRY_MS: z
    .string()
    .default(politePace.retryMs.join(' '))
    .transform((text) => list(text).map(Number))
    .refine((waits) => waits.every((wait) => Number.isInteger(wait) && wait >= 0), 'whole numbers of ms'),
  ERP_BREAKER_FAILURES: z.coerce.number().int().min(1).default(politePace.breakerFailures),
  ERP_BREAKER_MS: ms(politePace.breakerMs),
})

export type HttpLogin = { readonly url: string; readonly user: string; readonly password: string }
export type PawsConfig = HttpLogin & { readonly company: string; readonly barcodeTable?: string }
export type ErpOutboxConfig =
  | { readonly way: 'none' }
  | { readonly way: 'files'; readonly folder: string }
  | { readonly way: 'paws'; readonly paws: PawsConfig }
export type ErpConfig = {
  readonly types: { readonly out: readonly string[]; readonly in: readonly string[] }
  readonly cancelledStatuses: readonly string[]
  readonly pageSize: number
  readonly pace: Pace
} & (
  | {
      readonly adapter: 'gateway'
      readonly gateway: HttpLogin & {
        readonly stockUser?: string
        readonly stockPassword?: string
        readonly receiptMethod: 'GetReceiptDocWMS' | 'GetIssueDocWMS'
      }
      readonly outbox: ErpOutboxConfig
    }
  | { readonly adapter: 'paws'; readonly paws: PawsConfig }
  | { readonly adapter: 'files'; readonly folder: string; readonly stableMs: number }
)

export type ReadErpConfig =
  | { readonly ok: true; readonly value: ErpConfig }
  /** Names of variables with what is wrong; never their values. */
  | { readonly ok: false; readonly problems: readonly string[] }

/** Reads the ERP part of the environment. Everything has a default but where the ERP is and who we are there. */
export function readErpConfig(env: Readonly<Record<string, string | undefined>>): ReadErpConfig {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  )
  const read = environment.safeParse(given)
  if (!read.success)
    return {
      ok: false,
      problems: read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`),
    }
  const vars = read.data
  const missing: string[] = []
  const need = (name: keyof typeof vars): string => {
    const value = vars[name]
    if (typeof value === 'string') return value
    missing.push(`${name}: is needed by ERP_ADAPTER=${vars.ERP_ADAPTER}`)
    return ''
  }
  const common = {
    types: { out: vars.ERP_DOC_TYPES_OUT, in: vars.ERP_DOC_TYPES_IN },
    cancelledStatuses: vars.ERP_CANCELLED_STATUSES,
    pageSize: vars.ERP_PAGE_SIZE,
    pace: {
      ...{ gapMs: vars.ERP_GAP_MS, timeoutMs: vars.ERP_TIMEOUT_MS, retryMs: vars.ERP_RETRY_MS },
      ...{ breakerFailures: vars.ERP_BREAKER_FAILURES, breakerMs: vars.ERP_BREAKER_MS },
      longestRetryAfterMs: politePace.longestRetryAfterMs,
    },
  }
  const company = () => ({
    company: need('ERP_COMPANY'),
    ...(vars.ERP_BARCODE_TABLE !== undefined && { barcodeTable: vars.ERP_BARCODE_TABLE }),
  })
  const login = () => ({ url: need('ERP_URL'), user: need('ERP_USER'), password: need('ERP_PASSWORD') })

  const value = ((): ErpConfig => {
    if (vars.ERP_ADAPTER === 'files')
      return { ...common, adapter: 'files', folder: need('ERP_FOLDER'), stableMs: vars.ERP_FILE_STABLE_MS }
    if (vars.ERP_ADAPTER === 'paws') return { ...common, adapter: 'paws', paws: { ...login(), ...company() } }
    const outbox = ((): ErpOutboxConfig => {
      if (vars.ERP_WRITE === 'none') return { way: 'none' }
      if (vars.ERP_WRITE === 'files') return { way: 'files', folder: need('ERP_FOLDER') }
      const { url, user, password } = {
        url: vars.ERP_PAWS_URL ?? need('ERP_URL'),
        user: vars.ERP_PAWS_USER ?? need('ERP_USER'),
        password: vars.ERP_PAWS_PASSWORD ?? need('ERP_PASSWORD'),
      }
      return { way: 'paws', paws: { url, user, password, ...company() } }
    })()
    return {
      ...{ ...common, adapter: 'gateway', outbox },
      gateway: {
        ...{ ...login(), receiptMethod: vars.ERP_RECEIPT_METHOD },
        ...(vars.ERP_STOCK_USER !== undefined && {
          stockUser: vars.ERP_STOCK_USER,
          stockPassword: need('ERP_STOCK_PASSWORD'),
        }),
      },
    }
  })()
  return missing.length > 0 ? { ok: false, problems: [...new Set(missing)] } : { ok: true, value }
}
