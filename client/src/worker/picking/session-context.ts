import { createContext, useContext } from 'solid-js'
import type { PickingSession } from './picking-session.ts'

const Context = createContext<PickingSession>()

export const SessionProvider = Context.Provider

/** The open task; throws outside of one. */
export function useSession(): PickingSession {
  const session = useContext(Context)
  if (session === undefined) throw new Error('a picking screen outside of a task')
  return session
}
