import { isAbsolute } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

test('an empty environment gives the demo on port 8123', () => {
  const read = readConfig({})
  expect(read).toMatchObject({
    ok: true,
    config: { port: 8123, host: '0.0.0.0', demo: true, enrolAtLogin: true, timeZone: 'Europe/Belgrade' },
  })
  if (read.ok) expect(isAbsolute(read.config.dataDir)).toBe(true)
})

test('an empty variable counts as absent, as docker compose leaves it', () => {
  expect(readConfig({ PORT: '', PUBLIC_URL: '' })).toMatchObject({ ok: true, config: { port: 8123 } })
})

test('all wrong variables are named at once, with what was found and what is expected', () => {
  const read = readConfig({
    PORT: 'many',
    DEMO: 'perhaps',
    TIME_ZONE: 'Europe/Atlantis',
    PUBLIC_URL: 'magacin',
    // secretlint-disable-next-line -- an invented password, which no message may show
    DATABASE_URL: 'mysql://magacin:lozinka@db/magacin',
  })
  expect(read).toEqual({
    ok: false,
    problems: [
      'PORT is "many", expected a port number from 0 to 65535',
      'DATABASE_URL is not readable, expected an address such as postgres://user:password@host:5432/database',
      'DEMO is "perhaps", expected true or false',
      'TIME_ZONE is "Europe/Atlantis", expected a time zone of the IANA database, e.g. Europe/Belgrade',
      'PUBLIC_URL is "magacin", expected an http or https address',
    ],
  })
})

test('a Postgres is chosen by its address', () => {
  // secretlint-disable-next-line -- an invented password
  const url = 'postgres://magacin:lozinka@db:5432/magacin'
  expect(readConfig({ DATABASE_URL: url })).toMatchObject({ ok: true, config: { databaseUrl: url } })
})
