import type { WebSocket } from 'ws'

/** So many messages may wait; beyond that the socket is not read, and TCP slows its sender down. */
const MOST_WAITING = 256
/** After so many messages in one go the other sockets have their turn: one that floods must not make all wait. */
const IN_ONE_GO = 64

/**
 * Takes the messages of one socket one after another, in the order they came. What comes in after the socket began to
 * close is dropped.
 * @param take works a message off; what it returns is waited for
 * @param failed hears when it threw
 * @returns hands a message in
 */
export function makeInbox<Message>(
  socket: Pick<WebSocket, 'pause' | 'resume' | 'readyState' | 'OPEN'>,
  take: (message: Message) => Promise<void> | void,
  failed: (error: unknown) => void,
): (message: Message) => void {
  let waiting: Message[] = []
  let working = false
  let paused = false

  async function work(): Promise<void> {
    working = true
    for (let taken = 1; waiting.length > 0; taken += 1) {
      const [message] = waiting.splice(0, 1) as [Message]
      if (socket.readyState !== socket.OPEN) {
        waiting = []
        break
      }
      try {
        await take(message)
      } catch (error) {
        failed(error)
      }
      if (paused && waiting.length < MOST_WAITING / 2) {
        paused = false
        socket.resume()
      }
      if (taken % IN_ONE_GO === 0) await new Promise((resolve) => setTimeout(resolve, 0))
    }
    working = false
  }

  return (message) => {
    waiting.push(message)
    if (!paused && waiting.length >= MOST_WAITING) {
      paused = true
      socket.pause()
    }
    if (!working) void work()
  }
}
