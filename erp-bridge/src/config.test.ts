import { expect, test } from 'vitest'
import { readBridgeConfig } from './config.ts'

const token = 'x'.repeat(32)

test('the bridge says everything that is wrong with its settings at once, and no secret', () => {
  const read = readBridgeConfig({
    ...{ BRIDGE_TOKEN: 'kratko', SERVER_URL: 'magacin', ERP_POSTING: '20CT', BRIDGE_NIGHT: 'noću' },
  })
  const problems = read.ok ? [] : read.problems
  expect(problems).toHaveLength(4)
  expect(problems.join('\n')).not.toContain('kratko')
  for (const name of ['BRIDGE_TOKEN', 'SERVER_URL', 'ERP_POSTING', 'BRIDGE_NIGHT'])
    expect(problems.join('\n')).toContain(name)
})

test('RC-08 how documents are posted is written by type', () => {
  const read = readBridgeConfig({
    ...{ BRIDGE_TOKEN: token, ERP_POSTING: '20CT=20CT/20CP/manual/document; 20P0=20P0/20PK/automatic/task' },
  })
  expect(read.ok && read.config.ERP_POSTING).toEqual([
    { type: '20CT', postAs: '20CT', correctAs: '20CP', approval: 'manual', when: 'document' },
    { type: '20P0', postAs: '20P0', correctAs: '20PK', approval: 'automatic', when: 'task' },
  ])
})
