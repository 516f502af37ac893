import { createHash } from 'node:crypto'
import * as z from 'zod'
import { refuse } from '../refusal.ts'
import { findPhoto, keepPhoto } from '../storage/photos.ts'
import { devices, forStreams, permitted } from './access.ts'
import type { ApiDeps } from './deps.ts'
import { type Route, route } from './route.ts'

/** A JPEG of a phone, made smaller on the device. */
const MAX_PHOTO_BYTES = 400 * 1024
const sha256 = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) })

/** Photos of what came broken. An event names one by its hash; the picture follows when there is a network. */
export function photoRoutes({ store }: ApiDeps): Route[] {
  return [
    route({
      method: 'put',
      path: '/api/photos/:sha256',
      summary: 'Keeps a JPEG under its SHA-256; the same again changes nothing',
      access: devices('handheld'),
      params: sha256,
      answer: z.object({ sha256: z.string(), size: z.int() }),
      handle: async ({ params, principal: { device }, c }) => {
        const bytes = new Uint8Array(await c.req.arrayBuffer())
        const wrong = whatIsWrong(bytes, params.sha256)
        if (wrong !== undefined) return refuse('photo_invalid', wrong)
        await store.write((tx) => keepPhoto(tx, { sha256: params.sha256, device: device.id, bytes }))
        return { sha256: params.sha256, size: bytes.length }
      },
    }),
    route({
      method: 'get',
      path: '/api/photos/:sha256',
      summary: 'A photo, for the desk; a page may carry its token in the address',
      access: forStreams(permitted('task.read_all')),
      params: sha256,
      answer: z.unknown(),
      handle: async ({ params, c }) => {
        const photo = await findPhoto(store.sql, params.sha256)
        if (!photo) return refuse('not_found', 'The photo is still on the device that took it.')
        return c.body(new Uint8Array(photo.bytes), 200, {
          'Content-Type': 'image/jpeg',
          // Its name is its content.
          'Cache-Control': 'private, max-age=31536000, immutable',
          'X-Content-Type-Options': 'nosniff',
        })
      },
    }),
  ]
}

function whatIsWrong(bytes: Uint8Array, named: string): string | undefined {
  if (bytes.length > MAX_PHOTO_BYTES) return `A photo has at most ${MAX_PHOTO_BYTES} bytes.`
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8 || bytes[2] !== 0xff) return 'The body is no JPEG.'
  const hash = createHash('sha256').update(bytes).digest('hex')
  return hash === named ? undefined : `The SHA-256 of the body is ${hash}.`
}
