import type { PersonDocument, SiteDocument, VerdictDocument } from 'shared-schema/api/replication.ts'
import type { CarriedEvents } from 'shared-schema/documents/carried-events.ts'
import type { CatalogueIndex } from 'shared-schema/domain/catalogue/catalogue-index.ts'
import type { ErrorCode } from 'shared-schema/domain/error-codes.ts'
import type { WorkAct, WorkEvent } from 'shared-schema/domain/picking/event.ts'
import type { TaskPlan } from 'shared-schema/domain/picking/task.ts'

/*
 * What the worker screens know of storage and network: this port and nothing below it. No Yjs, RxDB or IndexedDB
 * type appears here. Everything observable is a `Watched`: read now, and be told of changes.
 */

export type Watched<T> = {
  readonly get: () => T
  /** Calls back after every change; returns how to stop. */
  readonly subscribe: (listener: () => void) => () => void
}

/** Who this handheld is; undefined until it is enrolled. */
export type DeviceIdentity = { readonly device: string; readonly name: string; readonly enrolledAt: number }

export type SignedIn = {
  readonly worker: string
  readonly name: string
  readonly since: number
  readonly online: boolean
}

export type SignInFailure =
  | { readonly code: 'credentials_wrong'; readonly triesLeft?: number }
  /** Too many wrong PINs on this device. */
  | { readonly code: 'login_throttled'; readonly retryAt: number }
  /** Offline, and this worker never signed in here online: nothing to verify the PIN against. */
  | { readonly code: 'first_login_needs_network' }
  /** The page was opened over plain HTTP: the browser lends it no cryptography, so nothing can be signed. */
  | { readonly code: 'origin_insecure' }
  | { readonly code: ErrorCode | 'network_unreachable'; readonly detail: string }

/** One own event on its way: saved here → sent → acknowledged by a server that has it on disk. */
export type OutboxState = 'here' | 'sent' | 'acknowledged' | 'held' | 'refused'

export type UnsentSummary = {
  /** Own events that no server has acknowledged. */
  readonly count: number
  /** When the oldest of them happened, ms since 1970. */
  readonly oldestAt?: number
  /** Refused for good (quarantined): to be shown to the worker. */
  readonly refused: number
}

/** An own event that does not count: kept by the server without effect, or refused for good. */
export type DisputedEvent = {
  readonly event: WorkEvent
  readonly state: 'held' | 'refused'
  /** Why it was refused. */
  readonly code?: string
}

/** Events of other devices that were brought here by hand. */
export type CarriedSummary = {
  /** Wait for a server. */
  readonly count: number
  readonly refused: number
  /** Names of the devices whose events wait. */
  readonly from: readonly string[]
}

/** Photos of this device that no server has yet. */
export type PhotoSummary = { readonly waiting: number }

export type Connection = {
  readonly state: 'online' | 'connecting' | 'offline'
  /** Set when the server does not serve this app version or credential; work goes on and stays here. */
  readonly blocked?: ErrorCode
  /** Server time minus device time as last measured, ms. */
  readonly offset?: number
  readonly lastOnlineAt?: number
}

export type StorageHealth = {
  readonly persisted: boolean
  /** Share of the quota used, 0 to 1; undefined when the browser does not tell. */
  readonly used?: number
  /** Another tab of this device is the one that writes. */
  readonly otherTab: boolean
}

export type RecordFailure =
  /** The disk is full or the transaction was aborted: nothing was recorded, the worker must hear it. */
  | { readonly code: 'storage_failed'; readonly detail: string }
  | { readonly code: 'other_tab_writes' }
  | { readonly code: 'not_signed_in' }

export type Replica = {
  readonly device: Watched<DeviceIdentity | undefined>
  readonly signedIn: Watched<SignedIn | undefined>
  readonly people: Watched<readonly PersonDocument[]>
  /** Ids of the workers who can unlock this device without a network. */
  readonly knownWorkers: Watched<readonly string[]>
  readonly site: Watched<SiteDocument | undefined>
  readonly tasks: Watched<readonly TaskPlan[]>
  /** Built once from the replicated chunks and again when they change; empty at first. */
  readonly catalogue: Watched<CatalogueIndex>
  readonly verdicts: Watched<ReadonlyMap<string, VerdictDocument>>
  readonly connection: Watched<Connection>
  readonly unsent: Watched<UnsentSummary>
  readonly storage: Watched<StorageHealth>

  /** Events of a task known here, own and of teammates, in no particular order. */
  readonly events: (task: string) => Watched<readonly WorkEvent[]>
  readonly outboxState: (event: string) => OutboxState | undefined
  /** Own events that are held or refused, the latest first. Changes with `unsent` and `verdicts`. */
  readonly disputed: () => readonly DisputedEvent[]

  /** Everything that waits here for a server, to be carried to it by hand; undefined before the device is enrolled. */
  readonly giveOut: () => CarriedEvents | undefined
  /** Keeps events of another device durably and sends them on when there is a line. @returns how many were not here yet */
  readonly takeIn: (
    carried: CarriedEvents,
  ) => Promise<
    { readonly ok: true; readonly fresh: number } | { readonly ok: false; readonly failure: RecordFailure }
  >
  readonly carried: Watched<CarriedSummary>

  /** Enrols this device: with the code of a supervisor's QR, or with a login where the server allows it. */
  readonly enrol: (
    how: { readonly code: string } | { readonly username: string; readonly pin: string },
  ) => Promise<{ readonly ok: true } | { readonly ok: false; readonly failure: SignInFailure }>
  /** Online against the server when it can be reached within a few seconds, otherwise against the verifier kept here. */
  readonly signIn: (
    worker: string,
    pin: string,
  ) => Promise<{ readonly ok: true } | { readonly ok: false; readonly failure: SignInFailure }>
  readonly signOut: () => void

  /**
   * Records what the signed-in worker did. Resolves only after one strict IndexedDB transaction has completed: the tone
   * may sound then and not before. Several acts in one call are one transaction: all or none.
   */
  readonly record: (
    acts: readonly WorkAct[],
  ) => Promise<
    | { readonly ok: true; readonly events: readonly WorkEvent[] }
    | { readonly ok: false; readonly failure: RecordFailure }
  >

  /**
   * Keeps a JPEG on the device and sends it on when there is a line; an event may name it after that. @returns its SHA-256, hex
   */
  readonly keepPhoto: (
    jpeg: Uint8Array<ArrayBuffer>,
  ) => Promise<
    { readonly ok: true; readonly sha256: string } | { readonly ok: false; readonly failure: RecordFailure }
  >
  /** A photo as long as it lies on this device. */
  readonly photo: (sha256: string) => Promise<Uint8Array<ArrayBuffer> | undefined>
  readonly photos: Watched<PhotoSummary>

  /** Makes this tab the one that records; the other one finishes what is under way and lets go. */
  readonly takeOver: () => void
  /** Asks the browser to keep this storage; called from a touch, as browsers want it. */
  readonly persist: () => Promise<boolean>
  readonly stop: () => Promise<void>
}
