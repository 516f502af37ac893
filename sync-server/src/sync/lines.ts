import type { WebSocket } from 'ws'
import { newEpochIn } from '../storage/identity.ts'
import { startChangeNotices } from './change-notices.ts'
import { type LineDeps, type LineSession, serveLine } from './line-session.ts'

/** The lines of the devices that are connected to this process, whatever carries their sockets. */
export type Lines = {
  /** Serves a socket as the line of a device. `connection` names it in the log. */
  readonly accept: (socket: WebSocket, connection?: string) => void
  readonly online: () => ReadonlySet<string>
  /** Ends the lines of a device whose credential was revoked. */
  readonly revoke: (device: string) => void
  /** Stops telling devices of changes. The sockets are closed by whoever opened them. */
  readonly stop: () => void
}

/** Makes an empty register of lines, which hear of every change that concerns their device. */
export function makeLines(deps: LineDeps): Lines {
  const lines = new Map<string, Set<LineSession>>()
  const register = {
    joined: (session: LineSession) => {
      const sessions = lines.get(session.device) ?? new Set()
      lines.set(session.device, sessions)
      sessions.add(session)
    },
    left: (session: LineSession) => {
      const sessions = lines.get(session.device)
      sessions?.delete(session)
      if (sessions?.size === 0) lines.delete(session.device)
    },
  }
  const stopNotices = startChangeNotices(
    deps.store,
    {
      toDevice: (device, collections) => {
        for (const session of lines.get(device) ?? [])
          session.send({ type: 'changed', collections: [...collections] })
      },
      toAll: (collections) => {
        for (const session of [...lines.values()].flatMap((sessions) => [...sessions])) {
          session.send({ type: 'changed', collections: [...collections] })
        }
      },
      idle: () => lines.size === 0,
    },
    deps.log,
  )
  // A device hears of an epoch in the welcome: it has to come again.
  const stopWatching = deps.store.onChange((changes) => {
    if (newEpochIn(changes) === undefined) return
    for (const session of [...lines.values()].flatMap((sessions) => [...sessions]))
      session.end(4500, 'restarting')
  })
  return {
    accept: (socket, connection) => serveLine(socket, deps, register, connection),
    online: () => new Set(lines.keys()),
    revoke: (device) => {
      for (const session of lines.get(device) ?? []) session.end(4401, 'device_revoked')
    },
    stop: () => {
      stopWatching()
      stopNotices()
    },
  }
}
