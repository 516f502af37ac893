import { type Feedback, signals, type Tone } from './tones.ts'

export type FeedbackSound = {
  /** Sounds and buzzes at once; silently does what the device can. */
  readonly play: (kind: Feedback) => void
  readonly dispose: () => void
}

/** Ramp at both ends of a tone in seconds: without it loudspeakers click. */
const RAMP = 0.006

/** A tone this late, in ms, would be taken for the answer to the next scan. */
const STALE_MS = 300

/**
 * The sounds of this page, made by the browser: no file that could be missing offline. Browsers stay mute until the
 * person has touched the page or pressed a key (a trigger counts); from then on every signal is heard.
 */
export function createFeedbackSound(): FeedbackSound {
  const closing = new AbortController()
  const on = { capture: true, passive: true, signal: closing.signal }
  // Made at the first need: browsers complain about one made before the first touch.
  let audio: AudioContext | undefined
  const wake = async (): Promise<AudioContext> => {
    audio ??= new AudioContext({ latencyHint: 'interactive' })
    if (audio.state !== 'running') await audio.resume()
    return audio
  }
  const unlock = () => {
    // Rejects while the browser still wants a touch: the next one tries again.
    if (audio?.state !== 'running') wake().catch(() => {})
  }
  for (const kind of ['pointerdown', 'pointerup', 'keydown']) document.addEventListener(kind, unlock, on)

  return {
    play: (kind) => {
      // Absent on iPhones, without effect on desks and before the first touch.
      navigator.vibrate?.([...signals[kind].buzzes])
      if (audio?.state === 'running') return sound(audio, signals[kind].tones)
      const asked = performance.now()
      wake().then(
        (ready) => performance.now() - asked < STALE_MS && sound(ready, signals[kind].tones),
        () => {},
      )
    },
    dispose: () => {
      closing.abort()
      audio?.close().catch(() => {})
    },
  }
}

function sound(audio: AudioContext, tones: readonly Tone[]): void {
  for (const { pitch, from, lasts, loudness, wave } of tones) {
    const starts = audio.currentTime + from / 1_000
    const ends = starts + lasts / 1_000
    const oscillator = new OscillatorNode(audio, { type: wave, frequency: pitch })
    const gain = new GainNode(audio, { gain: 0 })
    gain.gain.setValueAtTime(0, starts)
    gain.gain.linearRampToValueAtTime(loudness, starts + RAMP)
    gain.gain.setValueAtTime(loudness, ends - RAMP)
    gain.gain.linearRampToValueAtTime(0, ends)
    oscillator.connect(gain).connect(audio.destination)
    oscillator.start(starts)
    oscillator.stop(ends)
  }
}
