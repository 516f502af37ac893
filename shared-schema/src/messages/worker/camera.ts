const sr = {
  title: 'Kamera',
  starting: 'Otvaram kameru…',
  aim: 'Drži barkod u okviru.',
  paused: 'Kamera je stala jer se ekran nije vidio.',
  torchOn: 'Upali svjetlo',
  torchOff: 'Ugasi svjetlo',
  close: 'Zatvori kameru',
  retry: 'Pokušaj ponovo',
  failures: {
    camera_insecure:
      'Kamera radi samo preko HTTPS adrese. Ništa nije izgubljeno. Skeniraj okidačem ili ukucaj kod.',
    camera_denied:
      'Kamera nije dozvoljena. Ništa nije izgubljeno. Dozvoli je u podešavanjima pregledača, ili ukucaj kod.',
    camera_missing: 'Uređaj nema kameru. Ništa nije izgubljeno. Skeniraj okidačem ili ukucaj kod.',
    camera_busy: 'Kameru drži drugi program. Ništa nije izgubljeno. Zatvori ga i pokušaj ponovo.',
    camera_failed: 'Kamera je stala. Ništa nije izgubljeno. Pokušaj ponovo ili ukucaj kod.',
    decoder_failed: 'Čitač barkodova se nije pokrenuo. Ništa nije izgubljeno. Pokušaj ponovo ili ukucaj kod.',
  },
}

const en: typeof sr = {
  title: 'Camera',
  starting: 'Opening the camera…',
  aim: 'Hold the barcode inside the box.',
  paused: 'The camera stopped because the screen was hidden.',
  torchOn: 'Light on',
  torchOff: 'Light off',
  close: 'Close camera',
  retry: 'Try again',
  failures: {
    camera_insecure:
      'The camera works only on an HTTPS address. Nothing is lost. Scan by trigger or type the code.',
    camera_denied:
      'The camera is not allowed. Nothing is lost. Allow it in the browser’s settings, or type the code.',
    camera_missing: 'The device has no camera. Nothing is lost. Scan by trigger or type the code.',
    camera_busy: 'Another program holds the camera. Nothing is lost. Close it and try again.',
    camera_failed: 'The camera stopped. Nothing is lost. Try again or type the code.',
    decoder_failed: 'The barcode reader did not start. Nothing is lost. Try again or type the code.',
  },
}

/** The camera screen of the handheld. */
export const workerCameraTexts = { sr, en }
