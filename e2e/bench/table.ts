import { cpus } from 'node:os'
import { type BenchResult, round } from './result.ts'

/** This machine in a few words, for the table. */
export function machine(): string {
  const [first] = cpus()
  return `${cpus().length} cores, ${first?.model.trim() ?? 'unknown'}, Node ${process.version}`
}

/** A result as the section of README.md. */
export function markdown(
  { bench, rows, goals, invariants }: BenchResult,
  fsync: { readonly p50_ms: number; readonly p99_ms: number },
): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row.figures)))]
  const lines = [
    `### ${bench}`,
    '',
    `One durable SQLite commit: ${fsync.p50_ms} ms (p50), ${fsync.p99_ms} ms (p99).`,
    '',
    line(['', ...columns]),
    line(['---', ...columns.map(() => '---:')]),
    ...rows.map((row) => line([row.side, ...columns.map((column) => cell(row.figures[column]))])),
    '',
    ...Object.entries(invariants).map(([text, held]) => `- ${held ? 'holds' : '**BROKEN**'}: ${text}`),
    ...goals.map(({ goal, measured, met }) => `- ${met ? 'met' : '**missed**'}: ${goal} (${measured})`),
    '',
  ]
  return lines.join('\n')
}

function cell(value: string | number | undefined): string {
  return typeof value === 'number' ? String(round(value)) : (value ?? '—')
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}
