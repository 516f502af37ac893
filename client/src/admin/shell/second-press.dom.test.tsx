import { cleanup, fireEvent, render, screen } from '@solidjs/testing-library'
import { afterEach, expect, test } from 'vitest'
import { SecondPress } from './second-press.tsx'

afterEach(cleanup)

function cancelTask() {
  const done: string[] = []
  render(() => (
    <SecondPress
      kind="stop"
      label="Otkaži zadužnicu"
      again="Pritisni još jednom: otkazuje"
      hint="Stavke se vraćaju na dokument."
      onConfirm={async () => {
        done.push('cancelled')
      }}
    />
  ))
  return done
}

test('the first press changes nothing and says what would follow', () => {
  const done = cancelTask()
  expect(screen.queryByRole('status')).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: 'Otkaži zadužnicu' }))
  expect(done).toEqual([])
  expect(screen.getByRole('status').textContent).toBe('Stavke se vraćaju na dokument.')
})

test('the second press does it, once', () => {
  const done = cancelTask()
  const button = screen.getByRole('button')
  fireEvent.click(button)
  fireEvent.click(button)
  expect(done).toEqual(['cancelled'])
  // While it is under way a third press must not begin another one.
  fireEvent.click(button)
  expect(done).toEqual(['cancelled'])
})
