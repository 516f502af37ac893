import { cleanup, fireEvent, render, screen } from '@solidjs/testing-library'
import { afterEach, expect, test } from 'vitest'
import type { CameraTexts } from './camera-texts.ts'
import CameraView from './camera-view.tsx'

const texts: CameraTexts = {
  title: 'Kamera',
  starting: 'Kamera se pali',
  aim: 'Drži barkod u okviru',
  paused: 'Kamera miruje',
  torchOn: 'Upali svjetlo',
  torchOff: 'Ugasi svjetlo',
  close: 'Zatvori',
  retry: 'Pokušaj ponovo',
  failures: {
    camera_insecure: 'Kamera radi samo preko HTTPS. Ništa nije izgubljeno: skeniraj okidačem.',
    camera_denied: 'denied',
    camera_missing: 'missing',
    camera_busy: 'busy',
    camera_failed: 'failed',
    decoder_failed: 'decoder',
  },
}

afterEach(cleanup)

test('Luka opens the page without HTTPS: he is told why there is no camera, and can go back', async () => {
  let closed = 0
  const close = () => {
    closed += 1
  }
  render(() => (
    <CameraView texts={texts} onScan={() => {}} onClose={close}>
      <p>Jastuk KING 3 / 10</p>
    </CameraView>
  ))
  const status = await screen.findByText(texts.failures.camera_insecure)
  expect(status.getAttribute('role')).toBe('status')
  expect(screen.getByText('Jastuk KING 3 / 10')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: texts.retry }))
  await screen.findByText(texts.failures.camera_insecure)
  fireEvent.click(screen.getByRole('button', { name: texts.close }))
  fireEvent.keyDown(document, { key: 'Escape' })
  expect(closed).toBe(2)
})
