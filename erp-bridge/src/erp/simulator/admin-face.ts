import { Hono } from 'hono'
import * as z from 'zod'
import { type FaultPlan, faultKinds } from './faults.ts'
import type { SimEnv } from './serve-faulty.ts'
import type { SimState } from './state.ts'

const line = z.object({
  pos: z.int().positive(),
  ident: z.string(),
  name: z.string(),
  /** thousandths */
  qty: z.int(),
  unit: z.string(),
})
const newDocument = z.object({
  number: z.string(),
  type: z.string(),
  direction: z.enum(['out', 'in']),
  date: z.iso.date(),
  site: z.string(),
  partner: z.string(),
  status: z.string().default('N'),
  lines: z.array(line).min(1),
})
const documentChange = z.object({
  status: z.string().optional(),
  note: z.string().optional(),
  /** New quantities by position; 0 takes the line away. */
  quantities: z.record(z.string(), z.int().min(0)).optional(),
})
const article = z.object({
  ident: z.string(),
  name: z.string(),
  unit: z.string().default('KOM'),
  active: z.boolean().default(true),
  barcodes: z.array(z.string()).default([]),
  supplier: z.string().default(''),
  group: z.string().default(''),
})
const faultKind = z.enum(faultKinds)
const faultPlan = z.object({
  script: z
    .array(
      z.object({
        kind: faultKind,
        on: z.enum(['login', 'read', 'book']).optional(),
        method: z.string().optional(),
      }),
    )
    .optional(),
  random: z
    .object({ seed: z.int(), rate: z.number().min(0).max(1), kinds: z.array(faultKind).optional() })
    .nullish(),
})

export type AdminFace = {
  readonly state: SimState
  readonly faults: FaultPlan
  readonly setRateLimit: (perSecond: number | undefined) => void
}

/** What a person at the ERP would do, and what breaks it. For this machine only. */
export function adminFace({ state, faults, setRateLimit }: AdminFace): Hono<SimEnv> {
  const app = new Hono<SimEnv>()
  app.get('/documents', (c) => c.json(state.documents()))
  app.get('/bookings', (c) => c.json(state.bookings()))
  app.get('/stock/:ident', (c) => c.json(state.stockOf(c.req.param('ident'))))
  app.post('/documents', async (c) => {
    const document = newDocument.parse(await c.req.json())
    state.putDocument(document)
    return c.json(document, 201)
  })
  app.patch('/documents/:number', async (c) => {
    const change = documentChange.parse(await c.req.json())
    const changed = changeDocument(state, c.req.param('number'), change)
    return changed ? c.json(changed) : c.json({ message: 'no such document' }, 404)
  })
  app.put('/articles', async (c) => {
    state.putArticle(article.parse(await c.req.json()))
    return c.body(null, 204)
  })
  app.post('/days/:day', (c) => {
    state.addDay(z.iso.date().parse(c.req.param('day')))
    return c.body(null, 204)
  })
  app.get('/faults', (c) => c.json(faults.counts()))
  app.put('/faults', async (c) => {
    const { script, random } = faultPlan.parse(await c.req.json())
    faults.script(
      (script ?? []).map(({ kind, on, method }) => ({ kind, ...(on && { on }), ...(method && { method }) })),
    )
    faults.random(
      random
        ? { seed: random.seed, rate: random.rate, ...(random.kinds && { kinds: random.kinds }) }
        : undefined,
    )
    return c.body(null, 204)
  })
  app.put('/rate-limit', async (c) => {
    const { per_second: perSecond } = z
      .object({ per_second: z.number().positive().nullable() })
      .parse(await c.req.json())
    setRateLimit(perSecond ?? undefined)
    return c.body(null, 204)
  })
  app.onError((error, c) => {
    if (error instanceof z.ZodError || error instanceof SyntaxError)
      return c.json({ message: error.message }, 400)
    throw error
  })
  return app
}

/** Changes status, note or quantities of a document, as a person at the ERP does. */
export function changeDocument(
  state: SimState,
  number: string,
  change: {
    readonly status?: string | undefined
    readonly note?: string | undefined
    readonly quantities?: Readonly<Record<string, number>> | undefined
  },
) {
  const before = state.document(number)
  if (!before) return undefined
  const { status = before.status, note, quantities = {} } = change
  const lines = before.lines
    .map((one) => ({ ...one, qty: quantities[one.pos] ?? one.qty }))
    .filter(({ qty }) => qty > 0)
  const changed = { ...before, status, lines, ...(note !== undefined && { note }) }
  state.putDocument(changed)
  return changed
}
