import type { Reading } from './scan.ts'
import { hasIdentifier, readIdentifier } from './symbology-identifier.ts'

/** How the trigger scanners of a site type. Times in ms. */
export type TriggerSettings = {
  /** Characters the scanner puts before every code, removed from it; empty when none. */
  readonly prefix: string
  /** Characters the scanner puts after every code; they end a scan, so no code may contain them. */
  readonly suffix: string
  /** This long without a key ends a scan. Scanners that pause longer inside a code would be cut apart. */
  readonly silence: number
  /** Keys that follow each other this fast on average, `minKeys` of them, come from no human hand. */
  readonly meanGap: number
  readonly minKeys: number
  /** So many keys without one `silence` between them come from no human hand at any average. */
  readonly surelyKeys: number
  /**
   * From a scanner that ended its last code itself, silence means that keys are on their way: a busy computer can hold
   * them back for a third of a second. Only after this long the code counts as ended without its terminator.
   */
  readonly lateEnd: number
  /** A terminator this soon after a scan belongs to it and must not press the button in focus. */
  readonly afterglow: number
}

export const defaultTriggerSettings: TriggerSettings = {
  prefix: '',
  suffix: '',
  silence: 50,
  meanGap: 35,
  minKeys: 4,
  surelyKeys: 8,
  lateEnd: 500,
  afterglow: 150,
}

/** A prefix or a symbology identifier is evidence by itself: then even a one-character code is a scan. */
const KEYS_WHEN_ANNOUNCED = 3

type Run = {
  readonly text: string
  /** Keys of the run, the terminator included. */
  readonly keys: number
  readonly firstAt: number
  readonly lastAt: number
  /** The run is certainly a scanner's. */
  readonly sure: boolean
}

/** The run of keys being watched, and what is known from the scans before it. */
export type TriggerState = Run & {
  /** When the last scan ended; -Infinity before the first. */
  readonly endedAt: number
  /** The last scan was ended by the scanner itself, with a terminator or a suffix. */
  readonly terminates: boolean
  /** What a silence ended; keys that were made right after its last one belong to it, however late they come. */
  readonly cut: Run | undefined
}

export const idleTrigger: TriggerState = {
  text: '',
  keys: 0,
  firstAt: 0,
  lastAt: 0,
  sure: false,
  endedAt: Number.NEGATIVE_INFINITY,
  terminates: false,
  cut: undefined,
}

/** Enter or Tab. */
export const TERMINATOR = Symbol('terminator')

export type TriggerKey = string | typeof TERMINATOR

export type TriggerStep = {
  readonly state: TriggerState
  /** The scan that this key or this moment completed. */
  readonly read: Reading | undefined
  /** The key is the scanner's: it must reach neither a field nor a button. */
  readonly taken: boolean
}

/**
 * One key of a keyboard, a scanner's or a person's.
 *
 * @param key one character, or {@link TERMINATOR}
 * @param at ms of any clock that never runs backwards; the moment the key was made, not handled, so that a busy
 *   page does not turn a scanner into a slow typist
 */
export function pressKey(
  settings: TriggerSettings,
  before: TriggerState,
  key: TriggerKey,
  at: number,
): TriggerStep {
  const { state, read } = passTime(settings, before, at)
  if (key === TERMINATOR) {
    if (state.keys === 0) return { state, read, taken: at - state.endedAt <= settings.afterglow }
    const run = grow(settings, state, '', at)
    return run.sure ? finish(settings, run, at, true) : { state: rest(state), read, taken: false }
  }
  const run = grow(settings, rejoin(settings, state, at), key, at)
  if (run.sure && settings.suffix !== '' && run.text.endsWith(settings.suffix))
    return finish(settings, run, at, true)
  return { state: run, read, taken: run.sure }
}

/** No key was made for a while: ends the run once the silence has lasted, with a scan if it was a scanner's. */
export function passTime(settings: TriggerSettings, state: TriggerState, at: number): TriggerStep {
  if (state.keys === 0 || at - state.lastAt < settings.silence)
    return { state, read: undefined, taken: false }
  if (state.sure) return finish(settings, state, state.lastAt + settings.silence, false)
  return { state: rest(state), read: undefined, taken: false }
}

/**
 * No key was heard for a while, which is not the same: keys may have been made and still be on their way. Only a run
 * that is certainly a scanner's needs an end at all, and what comes late after all is joined to it again.
 * @param quiet how long nothing was heard, ms
 * @returns the step, and how much longer to wait, ms; undefined when there is nothing to wait for
 */
export function hearSilence(
  settings: TriggerSettings,
  state: TriggerState,
  quiet: number,
): TriggerStep & { readonly again: number | undefined } {
  const nothing = { state, read: undefined, taken: false }
  if (!state.sure) return { ...nothing, again: undefined }
  const left = (state.terminates ? settings.lateEnd : settings.silence) - quiet
  if (left > 0) return { ...nothing, again: left }
  const { text, keys, firstAt, lastAt, sure } = state
  const ended = finish(settings, state, lastAt + settings.silence, false)
  return { ...ended, state: { ...ended.state, cut: { text, keys, firstAt, lastAt, sure } }, again: undefined }
}

function rejoin(settings: TriggerSettings, state: TriggerState, at: number): TriggerState {
  const { cut } = state
  if (cut === undefined || state.keys > 0) return state
  return at - cut.lastAt < settings.silence
    ? { ...state, ...cut, cut: undefined }
    : { ...state, cut: undefined }
}

function grow(settings: TriggerSettings, state: TriggerState, char: string, at: number): TriggerState {
  const run = {
    ...state,
    text: state.text + char,
    keys: state.keys + 1,
    firstAt: state.keys === 0 ? at : state.firstAt,
    lastAt: Math.max(at, state.lastAt),
  }
  return { ...run, sure: state.sure || isScanner(settings, run) }
}

function isScanner(settings: TriggerSettings, run: TriggerState): boolean {
  if (run.keys >= settings.surelyKeys) return true
  const needed = isAnnounced(settings, run.text) ? KEYS_WHEN_ANNOUNCED : settings.minKeys
  return run.keys >= needed && run.lastAt - run.firstAt <= settings.meanGap * (run.keys - 1)
}

function isAnnounced({ prefix }: TriggerSettings, text: string): boolean {
  return prefix !== '' && text.startsWith(prefix) ? true : hasIdentifier(text)
}

function finish(settings: TriggerSettings, run: TriggerState, at: number, terminates: boolean): TriggerStep {
  const reading = readIdentifier(strip(settings, run.text))
  const state = rest({ endedAt: at, terminates })
  return { state, read: reading.code === '' ? undefined : reading, taken: true }
}

function strip({ prefix, suffix }: TriggerSettings, text: string): string {
  const start = prefix !== '' && text.startsWith(prefix) ? prefix.length : 0
  const end = suffix !== '' && text.endsWith(suffix) ? text.length - suffix.length : text.length
  return text.slice(start, Math.max(start, end))
}

function rest({ endedAt, terminates }: Pick<TriggerState, 'endedAt' | 'terminates'>): TriggerState {
  return { ...idleTrigger, endedAt, terminates }
}
