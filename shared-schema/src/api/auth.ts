import * as z from 'zod'
import { permissions } from '../domain/people.ts'
import { person } from './people.ts'
import { identifier, instant } from './quantity.ts'

/**
 * POST /api/auth/login. Supervisors give a password. Workers give a PIN, and their device proves itself with the header
 * `X-Device-Token`; the login is then remembered for that device, so that its events may name this worker.
 */
export const loginRequest = z.object({
  username: z.string().min(1).max(100),
  password: z.string().min(1).max(200).optional(),
  pin: z.string().min(1).max(20).optional(),
  /** `cookie`: the refresh token travels only in an HttpOnly cookie (browsers). `body`: in the answer (programs). */
  refresh: z.enum(['cookie', 'body']).default('body'),
})

export const session = z.object({
  access_token: z.string(),
  /** When the access token ends. */
  expires_at: instant,
  refresh_token: z.string().optional(),
  person,
  permissions: z.array(z.enum(permissions)),
  /** IANA name: screens show times as the clocks of the warehouse do. */
  time_zone: z.string(),
})
export type Session = z.infer<typeof session>

/** POST /api/auth/refresh and /logout: the token in the body, or in the cookie. */
export const refreshRequest = z.object({ refresh_token: z.string().max(200).optional() })

/**
 * POST /api/auth/device-token: enrols a device. Either with a code from a supervisor's QR, or, where the server is started with
 * ENROL_AT_LOGIN (the demo), with a worker's or supervisor's own login.
 */
export const deviceTokenRequest = z.object({
  code: z.string().max(64).optional(),
  username: z.string().max(100).optional(),
  password: z.string().max(200).optional(),
  pin: z.string().max(20).optional(),
  kind: z.enum(['handheld', 'tv']).default('handheld'),
  /** What people call the device; the server invents a name when absent. */
  name: z.string().max(60).optional(),
  /**
   * Who the device was before, when it is connected again: it stays that device, and its work with it. `proof`: HMAC-SHA256 with its key
   * over `againText` of domain/connect-again.ts, base64url.
   */
  again: z.object({ device: identifier, proof: z.string().max(64) }).optional(),
})

export const deviceTokenResponse = z.object({
  device: identifier,
  name: z.string(),
  kind: z.enum(['handheld', 'tv']),
  /** Long-lived credential; shown once. */
  token: z.string(),
  /** Key for authentication codes of events, 32 bytes in base64url; absent for a TV. */
  key: z.string().optional(),
})

/** POST /api/devices/enrolments (supervisors): a code to be shown as QR. */
export const enrolmentRequest = z.object({
  kind: z.enum(['handheld', 'tv']),
  name: z.string().max(60).optional(),
})
export const enrolmentResponse = z.object({
  code: z.string(),
  kind: z.enum(['handheld', 'tv']),
  expires_at: instant,
  /** Where the new device reaches the server, when the address of this request leads nowhere else. */
  origin: z.string().optional(),
})

/** GET /api/devices */
export const deviceRow = z.object({
  id: identifier,
  name: z.string(),
  kind: z.enum(['handheld', 'tv', 'api', 'service']),
  app: z.string().nullable(),
  enrolled_at: instant,
  revoked_at: instant.nullable(),
  /** Since when it counts as out of use, because nothing was heard of it. */
  inactive_at: instant.nullable(),
  last_seen: instant.nullable(),
  online: z.boolean(),
  worker: z.string().nullable(),
  unsent: z.int().nullable(),
  oldest_unsent: instant.nullable(),
  persisted: z.boolean().nullable(),
  /** Percent of the storage its browser grants that is in use. */
  storage_used: z.number().nullable(),
  clock_offset: z.number().nullable(),
  battery: z.number().nullable(),
  /** Its events that are kept but not applied yet. */
  held: z.int(),
  /** Frames of it that were refused and that nobody has looked at. */
  refused: z.int(),
})

/** GET /api/auth/me */
export const me = z.object({ person, permissions: z.array(z.enum(permissions)) })

export const deviceList = z.object({ items: z.array(deviceRow), total: z.int() })
