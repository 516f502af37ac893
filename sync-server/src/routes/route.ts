import type { Context, Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import { problem } from 'shared-schema/api/problem.ts'
import * as z from 'zod'
import type { Auth } from '../auth/auth.ts'
import type { Metrics } from '../observability/metrics.ts'
import { noteCaller } from '../observability/request-log.ts'
import { type Refused, refuse } from '../refusal.ts'
import type { Access } from './access.ts'
import { problemResponse } from './problem.ts'
import { bearerToken, readBody } from './request.ts'

type Shape = z.ZodType | undefined
type Read<S extends Shape> = S extends z.ZodType ? z.output<S> : undefined

/** What a handler gets: all of it checked. */
export type Call<P, Params extends Shape, Query extends Shape, Body extends Shape> = {
  readonly principal: P
  readonly params: Read<Params>
  readonly query: Read<Query>
  readonly body: Read<Body>
  readonly c: Context
}

/** One route: where, who, what goes in and out, and what it does. */
export type RouteSpec<
  P,
  Params extends Shape,
  Query extends Shape,
  Body extends Shape,
  Answer extends z.ZodType,
> = {
  readonly method: 'get' | 'post' | 'put' | 'patch'
  readonly path: string
  readonly summary: string
  readonly access: Access<P>
  readonly params?: Params
  readonly query?: Query
  readonly body?: Body
  readonly answer: Answer
  readonly status?: 200 | 201
  readonly handle: (
    call: Call<P, Params, Query, Body>,
  ) => Promise<z.input<Answer> | Refused | Response> | z.input<Answer> | Refused | Response
}

/** A declared route, ready to be mounted. */
export type Route = {
  readonly method: RouteSpec<unknown, Shape, Shape, Shape, z.ZodType>['method']
  readonly path: string
  readonly access: Access<unknown>
  readonly mount: (app: Hono, mounting: Mounting) => void
}

export type Mounting = {
  readonly auth: Pick<Auth, 'authenticate'>
  readonly metrics: Metrics
  /** Checks every answer against its schema; tests do, production has no time for it. */
  readonly checkAnswers: boolean
}

/** Declares a route. Order of a call: credential, permission, path, query, body, handler. */
export function route<
  P,
  Answer extends z.ZodType,
  Params extends Shape = undefined,
  Query extends Shape = undefined,
  Body extends Shape = undefined,
>(spec: RouteSpec<P, Params, Query, Body, Answer>): Route {
  return {
    method: spec.method,
    path: spec.path,
    access: spec.access,
    mount: (app, mounting) => {
      app.on(spec.method.toUpperCase(), spec.path, describe(spec), async (c) => {
        const started = performance.now()
        const response = await answer(spec, c, mounting)
        mounting.metrics.httpDuration.observe(
          { method: c.req.method, route: spec.path, status: String(response.status) },
          (performance.now() - started) / 1000,
        )
        return response
      })
    },
  }
}

async function answer<
  P,
  Params extends Shape,
  Query extends Shape,
  Body extends Shape,
  Answer extends z.ZodType,
>(
  spec: RouteSpec<P, Params, Query, Body, Answer>,
  c: Context,
  { auth, metrics, checkAnswers }: Mounting,
): Promise<Response> {
  const called = await admitAndRead(spec, c, auth)
  const outcome = called.ok ? await spec.handle({ ...called.value, c }) : called
  if (outcome instanceof Response) return outcome
  if (isRefused(outcome)) {
    metrics.refusals.inc({ code: outcome.failure.code, at: 'api' })
    return problemResponse(c, outcome.failure)
  }
  const value = checkAnswers ? spec.answer.parse(outcome) : outcome
  if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store')
  return c.json(value as object, spec.status ?? 200)
}

async function admitAndRead<P, Params extends Shape, Query extends Shape, Body extends Shape>(
  spec: Pick<RouteSpec<P, Params, Query, Body, z.ZodType>, 'access' | 'params' | 'query' | 'body'>,
  c: Context,
  auth: Mounting['auth'],
): Promise<{ ok: true; value: Omit<Call<P, Params, Query, Body>, 'c'> } | Refused> {
  const token = bearerToken(c, spec.access.tokenInQuery === true)
  const found = token === undefined ? undefined : await auth.authenticate(token)
  if (found?.ok) noteCaller(c, found.value)
  // A wrong credential is told as such, except where none is needed.
  const admitted = spec.access.admit(found?.ok ? found.value : undefined)
  if (!admitted.ok) return found && !found.ok ? found : admitted
  const params = read(spec.params, c.req.param(), 'path')
  if (!params.ok) return params
  const query = read(spec.query, c.req.query(), 'query')
  if (!query.ok) return query
  const text = spec.body === undefined ? { ok: true as const, value: undefined } : await readBody(c)
  if (!text.ok) return text
  const body = read(strict(spec.body), text.value, 'body')
  if (!body.ok) return body
  return {
    ok: true,
    value: { principal: admitted.value, params: params.value, query: query.value, body: body.value },
  }
}

/** A field nobody reads is a mistake the caller must hear of: `qty` for `quantity` would otherwise count one piece. */
function strict<S extends Shape>(schema: S): S {
  return schema instanceof z.ZodObject ? (schema.strict() as unknown as S) : schema
}

function read<S extends Shape>(
  schema: S | undefined,
  value: unknown,
  place: string,
): { ok: true; value: Read<S> } | Refused {
  if (schema === undefined) return { ok: true, value: undefined as Read<S> }
  const parsed = schema.safeParse(value)
  if (parsed.success) return { ok: true, value: parsed.data as Read<S> }
  return refuse('body_invalid', `The ${place} of the request does not have the expected shape.`, {
    details: parsed.error.issues.map((issue) => ({
      place: [place, ...issue.path].join('.'),
      message: issue.message,
    })),
  })
}

function isRefused(outcome: unknown): outcome is Refused {
  return typeof outcome === 'object' && outcome !== null && 'failure' in outcome && 'ok' in outcome
}

function describe<P>(spec: RouteSpec<P, Shape, Shape, Shape, z.ZodType>) {
  const open = spec.access.says === 'anyone'
  return describeRoute({
    summary: spec.summary,
    description: `Who may: ${spec.access.says}.`,
    tags: [spec.path.split('/')[2] ?? 'server'],
    ...(open ? { security: [] } : { security: [{ bearer: [] }] }),
    parameters: [...parametersOf(spec.params, 'path'), ...parametersOf(spec.query, 'query')],
    ...(spec.body && {
      requestBody: { content: { 'application/json': { schema: jsonSchema(spec.body, 'input') } } },
    }),
    responses: {
      [spec.status ?? 200]: {
        description: 'Done',
        content: { 'application/json': { schema: jsonSchema(spec.answer, 'output') } },
      },
      default: {
        description: 'What went wrong, by code',
        content: { 'application/problem+json': { schema: jsonSchema(problem, 'output') } },
      },
    },
  })
}

function parametersOf(schema: Shape, place: 'path' | 'query') {
  if (!(schema instanceof z.ZodObject)) return []
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property as object,
  }))
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}
