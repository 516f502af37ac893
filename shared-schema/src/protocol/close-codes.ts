/**
 * WebSocket close codes of ours. 4400–4499 are final for y-websocket: it does not reconnect by itself,
 * the device decides what to do. 4500–4599 ask to come back.
 */
export const closeCodes = {
  4400: {
    name: 'malformed',
    means: 'A frame was not a message of the protocol; the device rebuilds its document.',
  },
  4401: { name: 'credential', means: 'The credential is missing, unknown or revoked.' },
  4403: { name: 'forbidden', means: 'The credential does not allow this document.' },
  4404: { name: 'no_document', means: 'There is no such document.' },
  4409: {
    name: 'quarantined',
    means: 'An update was refused and kept in quarantine; rebuild with a fresh client id.',
  },
  4410: {
    name: 'resync',
    means: 'Clocks do not continue what the server holds; rebuild with a fresh client id.',
  },
  4426: {
    name: 'version',
    means: 'The app is too old or too new for this server; its data stays on the device.',
  },
  4500: { name: 'restarting', means: 'The server is going down; come back with jitter.' },
  4508: {
    name: 'slow',
    means:
      'The other side did not keep up with its buffer, or its hello came too late; come back and resynchronise.',
  },
} as const

export type CloseCode = keyof typeof closeCodes
