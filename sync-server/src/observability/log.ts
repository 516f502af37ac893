import { type DestinationStream, type Logger, pino } from 'pino'
import type { Config } from '../config.ts'

/** Fields that hold secrets, wherever an object with them is logged. */
const secrets = ['password', 'pin', 'token', 'key', 'code', 'refresh_token', 'access_token', 'mac_key']

/** The server's log: JSON lines. Secrets are cut out by name, and bodies and query strings are never logged at all. */
export function makeLogger(level: Config['logLevel'], destination?: DestinationStream): Logger {
  const options = {
    level,
    redact: {
      paths: [
        ...secrets.flatMap((name) => [name, `*.${name}`]),
        'headers.authorization',
        'headers.cookie',
        '*.headers.authorization',
        '*.headers.cookie',
        '*.headers["x-device-token"]',
      ],
      censor: '[hidden]',
    },
  }
  return destination === undefined ? pino(options) : pino(options, destination)
}
