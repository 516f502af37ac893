import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import { readErpConfig } from './erp-config.ts'
import { erpFromConfig } from './erp-from-config.ts'

const gateway = {
  ERP_ADAPTER: 'gateway',
  ERP_URL: 'http://127.0.0.1:8124/',
  ERP_USER: 'most',
  ERP_PASSWORD: 'nije za dnevnik',
}

test('a gateway needs an address and a login; manners and document types have their defaults', () => {
  const read = readErpConfig(gateway)
  expect(read).toMatchObject({
    ok: true,
    value: {
      adapter: 'gateway',
      gateway: { url: 'http://127.0.0.1:8124', user: 'most' },
      outbox: { way: 'none' },
      pace: {
        gapMs: 1000,
        timeoutMs: 10_000,
        retryMs: [1000, 2000, 4000],
        breakerFailures: 3,
        breakerMs: 120_000,
      },
      types: { out: ['20AT', '20CT', '20ET', '209T', '200R'] },
    },
  })
})

test('what is missing is named, all of it, and no value is told', () => {
  const read = readErpConfig({ ...gateway, ERP_USER: '', ERP_WRITE: 'paws', ERP_STOCK_USER: 'zalihe' })
  expect(read).toMatchObject({ ok: false })
  const problems = read.ok ? '' : read.problems.join('\n')
  for (const name of ['ERP_USER', 'ERP_COMPANY', 'ERP_STOCK_PASSWORD']) expect(problems).toContain(name)
  expect(problems).not.toContain('nije za dnevnik')
})

test('an address that is none, a wait that is no number and an unknown adapter are named', () => {
  const read = readErpConfig({
    ...gateway,
    ERP_URL: 'ftp://negdje',
    ERP_RETRY_MS: '1 dva',
    ERP_ADAPTER: 'sap',
  })
  const problems = read.ok ? '' : read.problems.join('\n')
  for (const name of ['ERP_URL', 'ERP_RETRY_MS', 'ERP_ADAPTER']) expect(problems).toContain(name)
})

test.each([
  [{ ...gateway }, { name: 'gateway', post: false, find: false }],
  [
    { ...gateway, ERP_WRITE: 'paws', ERP_COMPANY: 'PRIMORJE' },
    { name: 'gateway', post: true, find: true },
  ],
  [
    { ...gateway, ERP_WRITE: 'files', ERP_FOLDER: path.join(tmpdir(), 'razmjena') },
    { name: 'gateway', post: true, find: true },
  ],
  [
    { ...gateway, ERP_ADAPTER: 'paws', ERP_COMPANY: 'PRIMORJE' },
    { name: 'paws', post: true, find: true },
  ],
  [
    { ERP_ADAPTER: 'files', ERP_FOLDER: path.join(tmpdir(), 'razmjena') },
    { name: 'files', post: true, find: true },
  ],
])('the configuration %# chooses its adapter', (env, { name, post, find }) => {
  const read = readErpConfig(env)
  if (!read.ok) throw new Error(read.problems.join('\n'))
  const port = erpFromConfig(read.value, systemClock)
  expect({ name: port.name, post: port.capabilities.post, find: port.capabilities.find }).toEqual({
    name,
    post,
    find,
  })
})
