import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

/** The tokens of one block of the style sheet by name. */
function block(css: string, selector: string): Map<string, string> {
  const from = css.indexOf(`${selector} {`)
  const body = css.slice(from, css.indexOf('\n}', from)).replace(/\n {2}\}/g, '')
  return new Map(
    [...body.matchAll(/(--[\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name = '', hex = '']) => [name, hex]),
  )
}

/** Relative luminance of a colour (WCAG 2.2, 1.4.3). */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

const css = readFileSync(
  path.join(import.meta.dirname, '..', '..', 'client', 'src', 'ui', 'tokens.css'),
  'utf8',
)
const light = block(css, ':root')
const dark = new Map([...light, ...block(css, ':root[data-theme="dark"]')])
const followingSystem = new Map([...light, ...block(css, ':root:not([data-theme="light"])')])

const texts = ['--ink', '--ink-quiet', '--accent', '--ok', '--attention', '--stop', '--stale']
const pairs: [text: string, ground: string][] = [
  ...texts.flatMap((text): [string, string][] => [
    [text, '--surface'],
    [text, '--surface-raised'],
  ]),
  ['--ink', '--surface-sunken'],
  ...['accent', 'ok', 'attention', 'stop'].flatMap((name): [string, string][] => [
    [`--on-${name}`, `--${name}`],
    [`--${name}`, `--${name}-soft`],
    ['--ink', `--${name}-soft`],
  ]),
  ['--on-stale', '--stale'],
  ['--on-signal-ok', '--signal-ok'],
  ['--on-signal-attention', '--signal-attention'],
  ['--on-signal-stop', '--signal-stop'],
  ['--on-plate', '--plate'],
]

for (const [mode, tokens] of Object.entries({ light, dark })) {
  test(`${mode}: every text colour keeps 4.5:1 on its grounds, control borders 3:1`, () => {
    const ratio = (a: string, b: string) => contrast(tokens.get(a) ?? '', tokens.get(b) ?? '')
    for (const [text, ground] of pairs) {
      expect(ratio(text, ground), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5)
    }
    for (const ground of ['--surface', '--surface-raised']) {
      expect(ratio('--line-strong', ground), `--line-strong on ${ground}`).toBeGreaterThanOrEqual(3)
    }
  })
}

test('dark is the same whether the system or the person chose it', () => {
  expect(followingSystem).toEqual(dark)
})
