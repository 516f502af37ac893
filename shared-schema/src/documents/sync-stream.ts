/** Message types of a y-websocket stream (first varUint of every payload). Source: y-websocket 3, `src/y-websocket.js`. */
export const streamMessages = { sync: 0, awareness: 1, auth: 2, queryAwareness: 3 } as const
/** Types within a sync message. Source: y-protocols `sync.js`. */
export const syncMessages = { step1: 0, step2: 1, update: 2 } as const
