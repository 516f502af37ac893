import { parseArgs } from 'node:util'

export type Command =
  | { readonly name: 'nightly'; readonly dryRun: boolean; readonly date?: string | undefined }
  | { readonly name: 'status' }

export const usage = `npm run bridge -- nightly [--dry-run] [--date yyyy-MM-dd]   holds a night now
npm run bridge -- status                                    tells how the bridge stands
`

/** @returns what was asked for, or what is wrong with it */
export function readArguments(
  args: readonly string[],
): { readonly ok: true; readonly command: Command } | { readonly ok: false; readonly problem: string } {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { 'dry-run': { type: 'boolean', default: false }, date: { type: 'string' } },
    })
    const [name, ...more] = positionals
    if (more.length > 0) return { ok: false, problem: `One thing at a time, not also: ${more.join(' ')}` }
    const { date } = values
    if (date !== undefined && !isDay(date))
      return { ok: false, problem: `--date has to be a day such as 2026-03-29, not ${date}` }
    if (name === 'nightly') return { ok: true, command: { name, dryRun: values['dry-run'], date } }
    if (name === 'status') return { ok: true, command: { name } }
    return { ok: false, problem: name === undefined ? 'Say what to do.' : `There is no ${name}.` }
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) }
  }
}

function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`)
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}
