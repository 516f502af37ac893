import { cleanup, render, screen } from '@solidjs/testing-library'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import type { JSX } from 'solid-js'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { setLanguage } from '../../ui/language.ts'
import { ConcernsCell, DeviceStateMark, StorageCell, UnsentCell } from './device-cells.tsx'
import type { DeviceRow } from './device-list.ts'

const NOW = Date.UTC(2025, 9, 3, 9, 30)
const HOUR = 60 * 60_000

/** Luka's handheld, which has been in the far aisles for three hours. */
const far: DeviceRow = {
  ...{ id: 'd-2', name: 'Zebra 11', kind: 'handheld', app: '0.1.0', worker: 'p-luka' },
  ...{ enrolled_at: NOW - 90 * HOUR, revoked_at: null, inactive_at: null, last_seen: NOW - 3 * HOUR },
  ...{ online: false, unsent: 0, oldest_unsent: null, persisted: true, storage_used: 12 },
  ...{ clock_offset: 0, battery: 78, held: 0, refused: 0 },
}

beforeEach(() => setLanguage('sr'))
afterEach(cleanup)
function words(cell: () => JSX.Element): string {
  return render(cell).container.textContent ?? ''
}

test('a device out of reach is never shown as having nothing to send', () => {
  expect(words(() => <UnsentCell row={far} now={NOW} />)).toBe('ne zna se')
  expect(screen.getByTitle(/Prije 3 h je javio da nema ništa neposlato/)).toBeTruthy()
  cleanup()
  expect(words(() => <UnsentCell row={{ ...far, online: true }} now={NOW} />)).toBe('0')
  cleanup()
  expect(words(() => <UnsentCell row={{ ...far, unsent: null }} now={NOW} />)).toBe('–')
})

test('what it said of its queue stands with the age of the oldest, and how old that news is', () => {
  const row = { ...far, unsent: 14, oldest_unsent: NOW - 4 * HOUR }
  expect(words(() => <UnsentCell row={row} now={NOW} />)).toBe('14 4 h')
  expect(screen.getByTitle('Kako je javio prije 3 h.')).toBeTruthy()
})

test('state and worries are words beside their shape, in both languages', () => {
  const row = { ...far, unsent: 2, oldest_unsent: NOW - 4 * HOUR, persisted: false, refused: 1 }
  expect(words(() => <DeviceStateMark row={row} />)).toBe('Nije na vezi')
  cleanup()
  expect(words(() => <ConcernsCell row={row} now={NOW} version="0.1.0" />)).toBe('odbijeni okviri+2')
  cleanup()
  setLanguage('en')
  expect(words(() => <ConcernsCell row={row} now={NOW} version="0.1.0" />)).toBe('refused frames+2')
  cleanup()
  expect(words(() => <ConcernsCell row={far} now={NOW} version="0.1.0" />)).toBe('–')
  cleanup()
  const near = { ...far, online: true }
  const well = words(() => <ConcernsCell row={near} now={NOW} version="0.1.0" />)
  expect(well).toBe(adminTexts.en.devices.lookNothing)
})

test('storage says whether it lasts and how full it is', () => {
  expect(words(() => <StorageCell row={far} />)).toBe('Trajna12\u00a0%')
  expect(screen.getByRole('meter', { name: 'Zauzeta memorija uređaja' })).toBeTruthy()
  cleanup()
  expect(words(() => <StorageCell row={{ ...far, persisted: false, storage_used: null }} />)).toBe(
    'Nije trajna',
  )
  cleanup()
  expect(words(() => <StorageCell row={{ ...far, persisted: null, storage_used: null }} />)).toBe('–')
})
