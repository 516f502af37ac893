import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { leaveSettings, settingsFile, takeSettingsAway, withRunningSettings } from './running-settings.ts'

let data: string
let bridge: string
const left = { BRIDGE_TOKEN: 'invented'.repeat(5), ERP_ADAPTER: 'gateway', ERP_WRITE: 'paws' }

beforeEach(() => {
  data = mkdtempSync(path.join(tmpdir(), 'magacin-running-'))
  bridge = path.join(data, 'bridge')
})
afterEach(() => rmSync(data, { recursive: true, force: true }))

test('Milan starts the demo in one terminal and asks the bridge in another, with no settings at all', () => {
  leaveSettings(bridge, left)
  expect(withRunningSettings({ DATA_DIR: data })).toMatchObject(left)
  expect(withRunningSettings({ BRIDGE_DATA_DIR: bridge })).toMatchObject(left)
})

test('the secret is for its owner alone, also where an older file was open to everybody, and goes with the bridge', () => {
  leaveSettings(bridge, left)
  leaveSettings(bridge, { ...left, ERP_WRITE: 'none' })
  expect(statSync(settingsFile({ DATA_DIR: data })).mode & 0o777).toBe(0o600)
  takeSettingsAway(bridge)
  expect(withRunningSettings({ DATA_DIR: data })).toEqual({ DATA_DIR: data })
})

test('what Milan sets himself goes before; naming his own ERP leaves nothing of the simulated one', () => {
  leaveSettings(bridge, left)
  expect(withRunningSettings({ DATA_DIR: data, BRIDGE_TOKEN: 'his own' }).BRIDGE_TOKEN).toBe('his own')
  expect(withRunningSettings({ DATA_DIR: data, BRIDGE_TOKEN: '' }).BRIDGE_TOKEN).toBe(left.BRIDGE_TOKEN)
  const his = withRunningSettings({ DATA_DIR: data, ERP_ADAPTER: 'files', ERP_FOLDER: '/exchange' })
  expect(his).toEqual({
    ...{ DATA_DIR: data, ERP_ADAPTER: 'files', ERP_FOLDER: '/exchange' },
    BRIDGE_TOKEN: left.BRIDGE_TOKEN,
  })
})
