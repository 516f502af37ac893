import { expect, test } from 'vitest'
import { setLanguage } from '../../ui/language.ts'
import { eventWords } from './event-words.ts'
import { workerShares } from './worker-shares.ts'

const line = { id: 'l1', pos: 3, name: 'Jastuk KING', unit: 'KOM' }

test('a pick is told with its quantity, its line and the way it was made', () => {
  setLanguage('sr')
  const event = { type: 'picked', line: 'l1', qty: 12_000, body: { way: 'trigger' } }
  expect(eventWords(event, [line])).toBe('Pokupljeno 12\u00a0KOM · 3. Jastuk KING · čitač')
  setLanguage('en')
  expect(eventWords(event, [line])).toBe('Picked 12\u00a0KOM · 3. Jastuk KING · scanner')
})

test('a correction shows its sign and its reason in words', () => {
  setLanguage('sr')
  const event = { type: 'corrected', line: 'l1', qty: -2_000, body: { text: 'prebrojano na rampi' } }
  expect(eventWords(event, [line])).toBe('Ispravka šefa \u22122 · 3. Jastuk KING · „prebrojano na rampi”')
})

test('an event type of a newer app is shown by its code instead of being hidden', () => {
  expect(eventWords({ type: 'photo_added', line: null, qty: null, body: {} }, [])).toBe('photo_added')
})

test('a reason that a stranger’s program made up is shown as it is, also one that every object answers to', () => {
  for (const reason of ['constructor', '__proto__', 'toString'])
    expect(eventWords({ type: reason, line: null, qty: null, body: { reason, way: reason } }, [])).toBe(
      `${reason} · ${reason} · ${reason}`,
    )
})

test('Luka, who picked nothing yet, is listed, and so is Marko, to whom it was never given', () => {
  const item = (by_worker: { worker: string; picked: number }[]) => {
    const figures = { requested: 10_000, picked: 6_000, missing: 0, over: 0, damaged: 0 }
    return {
      ...line,
      ident: '1',
      location: null,
      status: 'open' as const,
      reason: null,
      by_worker,
      ...figures,
    }
  }
  expect(
    workerShares({
      workers: ['ana', 'luka'],
      items: [
        item([
          { worker: 'ana', picked: 6_000 },
          { worker: 'marko', picked: 1_000 },
        ]),
        item([{ worker: 'ana', picked: 2_000 }]),
      ],
    }),
  ).toEqual([
    { worker: 'ana', picked: 8_000, lines: 2 },
    { worker: 'luka', picked: 0, lines: 0 },
    { worker: 'marko', picked: 1_000, lines: 1 },
  ])
})
