import type { BridgeRun, FoundDifference } from 'shared-schema/api/bridge.ts'
import type { DryRun } from '../night/dry-run.ts'
import { remedyOf } from './remedy.ts'

const WIDTH = 18

/** One run as a terminal shows it: a line a step, with what it counted, and below it what to do about what failed. */
export function accountText(run: BridgeRun): string {
  const lines = run.steps.map(({ name, state, counts, failure, started_at: from, ended_at: to }) => {
    const told = Object.entries(counts)
      .filter(([, count]) => count > 0)
      .map(([what, count]) => `${what} ${count}`)
    const seconds = from !== null && to !== null ? `${((to - from) / 1000).toFixed(1)} s` : ''
    const why = failure ? `  ${failure.code}: ${failure.detail}` : ''
    return `  ${mark(state)} ${name.padEnd(WIDTH)}${seconds.padStart(8)}  ${told.join(', ')}${why}`
  })
  return [
    `${run.kind} ${run.date}: ${run.state}${run.dry_run ? ' (dry run)' : ''}`,
    ...lines,
    ...remedies(run),
    '',
  ].join('\n')
}

/** Each trouble once, however many steps met it. */
function remedies({ steps }: BridgeRun): string[] {
  const codes = new Set(steps.flatMap(({ failure }) => failure?.code ?? []))
  // What was only skipped is mended with what failed.
  codes.delete('step_needed')
  return [...codes].flatMap((code) => {
    const remedy = remedyOf(code)
    return remedy === undefined ? [] : [`  → ${code}: ${remedy}`]
  })
}

function mark(state: BridgeRun['steps'][number]['state']): string {
  return { done: '✓', failed: '✗', skipped: '–', running: '…', waiting: ' ' }[state]
}

/** What a night would do, for people to read before they let it. */
export function dryRunText({ postings, waiting, compared }: DryRun): string {
  const posted = postings.flatMap(({ document, type, kind, lines }) => [
    `  ${kind === 'correction' ? '−' : '+'} ${document} as ${type}, ${lines.length} lines`,
    ...lines.map(
      ({ pos, ident, name, qty, unit }) => `      ${pos}. ${ident} ${name}: ${quantity(qty)} ${unit}`,
    ),
  ])
  const differences = compared?.differences.map(differenceText) ?? ['  could not be compared']
  return [
    `Would post ${postings.length}:`,
    ...posted,
    `Already under way: ${waiting.length === 0 ? 'nothing' : waiting.join(', ')}`,
    `Differences ${compared?.differences.length ?? '?'}:`,
    ...differences,
    '',
  ].join('\n')
}

function differenceText(found: FoundDifference): string {
  const { class: differs, document, site, pos, ident, name, reason } = found
  const figures = [
    ['requested', found.requested],
    ['ERP asks', found.erp_requested],
    ['counted', found.picked],
    ['posted', found.posted],
    ['expected on stock', found.stock_ours],
    ['on stock', found.stock_erp],
  ].flatMap(([what, value]) => (typeof value === 'number' ? [`${what} ${quantity(value)}`] : []))
  const whose = document === null || differs === 'unmapped_site' ? site?.trim() : undefined
  const where = [document, pos === null ? undefined : `${pos}.`, ident, name, whose].filter(Boolean).join(' ')
  const compared = figures.length === 0 ? '' : `: ${figures.join(', ')}`
  return `  ${differs}${reason === null ? '' : ` (${reason})`}  ${where}${compared}`
}

/** Thousandths as a decimal number. */
function quantity(thousandths: number): string {
  return String(thousandths / 1000)
}
