import type { WorkEvent } from 'shared-schema/domain/picking/event.ts'
import type { ClockReading } from 'shared-schema/domain/picking/hybrid-clock.ts'

/** Who this device is, from enrolment. */
export type StoredDevice = {
  readonly device: string
  readonly name: string
  readonly enrolledAt: number
  /** Long-lived credential of the device. */
  readonly token: string
  /** HMAC key for event authentication codes; not extractable, so a script can use it but not carry it away. */
  readonly key: CryptoKey
}

/** Checks a worker's PIN without a network. Slow to compute on purpose; a PIN of four digits still is four digits. */
export type StoredVerifier = {
  readonly worker: string
  readonly username: string
  readonly name: string
  readonly salt: Uint8Array<ArrayBuffer>
  readonly iterations: number
  readonly hash: Uint8Array<ArrayBuffer>
  readonly madeAt: number
}

export type StoredTries = { readonly failed: number; readonly retryAt: number }

export type StoredSession = {
  readonly worker: string
  readonly name: string
  readonly since: number
  readonly online: boolean
}

/** Events of another device that were brought here by hand, until a server has them. */
export type StoredParcel = {
  readonly id: string
  /** The device that gave them out. */
  readonly device: string
  readonly name: string
  readonly takenAt: number
  readonly events: readonly WorkEvent[]
  /** Those the server will never take, with its reason, by id. */
  readonly refused: Readonly<Record<string, string>>
}

/** Single values the device remembers, by key. */
export type StoredMeta = {
  readonly seq: number
  readonly clock: ClockReading
  readonly device: StoredDevice
  readonly session: StoredSession
  /** Epoch of the server as last seen. */
  readonly epoch: string
  /** Epoch whose warehouse data is on the device, complete. */
  readonly downEpoch: string
  /** Server time minus device time as last measured, ms. */
  readonly offset: number
  readonly [verifier: `verifier/${string}`]: StoredVerifier
  readonly [tries: `tries/${string}`]: StoredTries
  /** Epoch in which a task's kept events were last all known to the server. */
  readonly [carried: `carried/${string}`]: StoredParcel
  readonly [synced: `synced/${string}`]: { readonly task: string; readonly epoch: string }
}
