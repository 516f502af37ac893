/** What a worker is told by ear and hand. */
export type Feedback = 'success' | 'attention' | 'stop'

/** One sound: pitch in Hz, times in ms from the start of the signal, loudness 0 to 1. */
export type Tone = {
  readonly pitch: number
  readonly from: number
  readonly lasts: number
  readonly loudness: number
  /** A square wave carries through a noisy hall, a sine is kind to the ear a thousand times a day. */
  readonly wave: 'sine' | 'square' | 'sawtooth'
}

export type Signal = {
  readonly tones: readonly Tone[]
  /** Buzz, pause, buzz, … in ms, as the Vibration API takes it. */
  readonly buzzes: readonly number[]
}

/** Told apart by pitch, length, rhythm and number of buzzes, so that any one of them is enough. */
export const signals: Readonly<Record<Feedback, Signal>> = {
  success: {
    tones: [{ pitch: 1_760, from: 0, lasts: 90, loudness: 0.5, wave: 'sine' }],
    buzzes: [60],
  },
  attention: {
    tones: [
      { pitch: 740, from: 0, lasts: 130, loudness: 0.6, wave: 'square' },
      { pitch: 740, from: 210, lasts: 130, loudness: 0.6, wave: 'square' },
    ],
    buzzes: [90, 90, 90],
  },
  // Not lower: the loudspeaker of a handheld cannot play it.
  stop: {
    tones: [{ pitch: 220, from: 0, lasts: 900, loudness: 1, wave: 'sawtooth' }],
    buzzes: [250, 120, 250, 120, 250],
  },
}
