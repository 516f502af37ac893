import type { FloorDevice } from '../floor/warehouse.ts'

/** What a link tells of its documents, each named by its index in the list it was opened with. */
export type Heard = {
  /** The document is in step as far as this protocol wants it before own events are offered. */
  readonly ready: (doc: number) => void
  /** The server confirmed events by id, or, where its protocol names none, the oldest update that it had not confirmed. */
  readonly confirmed: (doc: number, ids: readonly string[] | undefined) => void
  /** An update came in. The bytes are a view of the socket's buffer. */
  readonly update: (doc: number, update: Uint8Array) => void
  readonly ended: (code: number, reason: string) => void
}

/** A device's connection to a server, over however many sockets its protocol needs. */
export type Link = {
  /** Answers the first sync with what the device made while it was away. */
  readonly offer: (doc: number, update: Uint8Array) => void
  /** Sends an update made on the line. */
  readonly push: (doc: number, update: Uint8Array) => void
  readonly close: () => void
}

export type LinkOptions = {
  readonly url: string
  readonly device: FloorDevice
  /** Document names, `task/<id>`. */
  readonly documents: readonly string[]
  /** Whether to offer permessage-deflate, as browsers do. */
  readonly deflate: boolean
}

export type OpenLink = (options: LinkOptions, heard: Heard) => Link
