import { type Accessor, createContext, useContext } from 'solid-js'
import type { Replica, SignedIn } from '../replica/replica.ts'
import type { FeedbackSound } from '../scanning/feedback-sound.ts'
import type { AppUpdate } from '../service-worker/update.ts'
import type { ScanHub } from './scan-hub.ts'

/** What every screen of a worker may need; handed down once, at the root. */
export type WorkerContext = {
  readonly replica: Replica
  readonly update: AppUpdate
  readonly hub: ScanHub
  readonly sound: FeedbackSound
  /** Shows the screen that connects this device once more: the server does not know it, or a supervisor switched it off. */
  readonly connectAgain: () => void
  /** A name for a person's id; the id itself for somebody this device has never heard of. */
  readonly nameOf: (person: string) => string
}

const Context = createContext<WorkerContext>()

export const WorkerProvider = Context.Provider

/** The surroundings of a worker's screen; throws outside of the worker app. */
export function useWorker(): WorkerContext {
  const context = useContext(Context)
  if (context === undefined) throw new Error('a worker screen outside of the worker app')
  return context
}

const MeContext = createContext<Accessor<SignedIn>>()

export const MeProvider = MeContext.Provider

/** Who is signed in; only under the screens that need somebody. */
export function useMe(): Accessor<SignedIn> {
  const me = useContext(MeContext)
  if (me === undefined) throw new Error('nobody is signed in here')
  return me
}
