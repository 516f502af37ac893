import { GROUP_SEPARATOR } from './scan.ts'
import { TERMINATOR, type TriggerKey } from './trigger-buffer.ts'

/** The part of a KeyboardEvent that matters here. */
export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey' | 'repeat' | 'isComposing'
>

/**
 * What a key press means to the trigger buffer, or undefined when it means nothing (arrows, shortcuts, a key
 * held down, a keyboard that does not name its keys).
 */
export function keyOfPress(press: KeyPress): TriggerKey | undefined {
  if (press.repeat || press.isComposing || press.metaKey) return undefined
  // AltGr reports Ctrl and Alt together on Windows, and is how some layouts reach brackets.
  const altGr = press.ctrlKey && press.altKey
  if (press.ctrlKey && !altGr) return keyOfControl(press.key)
  if (press.altKey && !altGr) return undefined
  if (press.key === 'Enter' || press.key === 'Tab') return press.shiftKey ? undefined : TERMINATOR
  return press.key.length === 1 ? keyOfCharacter(press.key) : undefined
}

/** The same for one character that arrived as text and not as a key. */
export function keyOfCharacter(character: string): TriggerKey {
  return character === '\n' || character === '\r' || character === '\t' ? TERMINATOR : character
}

/** Keyboards have no key for control characters: scanners press Ctrl with the character 64 above. */
function keyOfControl(key: string): TriggerKey | undefined {
  if (key === ']' || key === GROUP_SEPARATOR) return GROUP_SEPARATOR
  if (key === 'j' || key === 'J' || key === 'm' || key === 'M') return TERMINATOR
  return undefined
}
