import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import {
  deviceTokenRequest,
  deviceTokenResponse,
  loginRequest,
  me,
  refreshRequest,
  session,
} from 'shared-schema/api/auth.ts'
import { done } from 'shared-schema/api/problem.ts'
import { may, permissions } from 'shared-schema/domain/people.ts'
import { REFRESH_TOKEN_MS } from '../auth/logins.ts'
import { authenticateDevice } from '../auth/principal.ts'
import { refuse } from '../refusal.ts'
import { anyone, signedIn } from './access.ts'
import type { ApiDeps } from './deps.ts'
import { addressOf } from './request.ts'
import { type Route, route } from './route.ts'

const COOKIE = 'magacin_refresh'

export function authRoutes({ auth, store }: ApiDeps): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/auth/login',
      summary: 'Signs a person in: by password, or by PIN on an enrolled device (header X-Device-Token)',
      access: anyone,
      body: loginRequest,
      answer: session,
      handle: async ({ body: { refresh, ...login }, c }) => {
        const credential = c.req.header('X-Device-Token')
        const known = credential === undefined ? undefined : await authenticateDevice(store.sql, credential)
        if (known && !known.ok) return known
        const device = known?.value
        const opened = await auth.login({ ...login, address: addressOf(c), device })
        if (!opened.ok) return opened
        const { refresh_token, ...rest } = opened.value
        if (refresh === 'body') return opened.value
        keepInCookie(c, refresh_token)
        return rest
      },
    }),
    route({
      method: 'post',
      path: '/api/auth/refresh',
      summary: 'Changes a refresh token for a new pair of tokens',
      access: anyone,
      body: refreshRequest,
      answer: session,
      handle: async ({ body, c }) => {
        const cookie = getCookie(c, COOKIE)
        const token = body.refresh_token ?? cookie
        if (token === undefined)
          return refuse('token_missing', 'There is no refresh token, neither here nor in a cookie.')
        const opened = await auth.refresh(token)
        if (!opened.ok) {
          if (body.refresh_token === undefined) deleteCookie(c, COOKIE, { path: '/api/auth' })
          return opened
        }
        const { refresh_token, ...rest } = opened.value
        if (body.refresh_token !== undefined) return opened.value
        keepInCookie(c, refresh_token)
        return rest
      },
    }),
    route({
      method: 'post',
      path: '/api/auth/logout',
      summary: 'Ends a login and everything that descends from it',
      access: anyone,
      body: refreshRequest,
      answer: done,
      handle: async ({ body, c }) => {
        const token = body.refresh_token ?? getCookie(c, COOKIE)
        if (token !== undefined) await auth.logout(token)
        deleteCookie(c, COOKIE, { path: '/api/auth' })
        return { done: true }
      },
    }),
    route({
      method: 'get',
      path: '/api/auth/me',
      summary: 'Who the access token stands for',
      access: signedIn,
      answer: me,
      handle: ({ principal: { person } }) => ({
        person,
        permissions: permissions.filter((permission) => may(person.role, permission)),
      }),
    }),
    route({
      method: 'post',
      path: '/api/auth/device-token',
      summary: 'Enrols a device: with a code, or with a login where the server allows it',
      access: anyone,
      body: deviceTokenRequest,
      answer: deviceTokenResponse,
      status: 201,
      handle: async ({ body: { code, username, ...rest }, c }) => {
        const enrolled =
          code !== undefined
            ? await auth.enrolByCode(code, rest.name, rest.again)
            : username !== undefined
              ? await auth.enrolByLogin({ username, ...rest, address: addressOf(c) })
              : refuse('enrolment_invalid', 'Enrolling takes a code, or a username with password or PIN.')
        return enrolled.ok ? enrolled.value : enrolled
      },
    }),
  ]
}

/** Out of reach of scripts, sent to the two routes that need it and to no other site. */
function keepInCookie(c: Context, token: string): void {
  const secure = c.req.header('X-Forwarded-Proto') === 'https' || new URL(c.req.url).protocol === 'https:'
  setCookie(c, COOKIE, token, {
    path: '/api/auth',
    httpOnly: true,
    sameSite: 'Strict',
    secure,
    maxAge: REFRESH_TOKEN_MS / 1000,
  })
}
