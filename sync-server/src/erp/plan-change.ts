import type { Thousandths } from 'shared-schema/domain/quantity.ts'

/** A line of a requisition as the warehouse has it. */
export type HeldLine = {
  readonly id: string
  readonly pos: number
  readonly ident: string
  readonly requested: Thousandths
}
/** The part of a line that one task has; tasks in the order they were made. */
export type HeldShare = {
  readonly id: string
  readonly line: string
  readonly task: 'live' | 'done' | 'cancelled'
  readonly requested: Thousandths
  readonly picked: Thousandths
  /** What the ERP still wanted of it after an earlier change; undefined when that is what is requested. */
  readonly wanted?: Thousandths | undefined
  /** What a person gave back of it to be assigned again; it is no part of this task any more. */
  readonly released?: Thousandths | undefined
}
export type AskedLine = { readonly pos: number; readonly ident: string; readonly qty: Thousandths }

export type PlanChange = {
  readonly lines: readonly { readonly id: string; readonly requested: Thousandths }[]
  readonly added: readonly AskedLine[]
  /** `requested` is never cut below what was picked; `to` is what the ERP wants of this part. */
  readonly shares: readonly {
    readonly id: string
    readonly requested: Thousandths
    readonly from: Thousandths
    readonly to: Thousandths
  }[]
}

/**
 * What a new version of the ERP's document changes in the plans. A line is known by position and article: another article at a position is
 * another line, and the former asks for nothing. Growth goes to what nobody was given yet. A cut takes first what nobody was given, then what
 * finished tasks did not find, then from the tasks, the last one first; what was picked stands (PK-31).
 */
export function changePlan(
  held: readonly HeldLine[],
  shares: readonly HeldShare[],
  asked: readonly AskedLine[],
): PlanChange {
  const wanted = new Map<string, AskedLine>()
  for (const line of asked) {
    const earlier = wanted.get(keyOf(line))
    // The same article twice at one position is one line of both quantities.
    wanted.set(keyOf(line), { ...line, qty: Math.max(0, line.qty) + (earlier?.qty ?? 0) })
  }
  const byLine = Map.groupBy(shares, (share) => share.line)
  const known = new Set<string>()
  const lines: { id: string; requested: Thousandths }[] = []
  const changed: PlanChange['shares'][number][] = []
  for (const line of held) {
    const key = keyOf(line)
    const requested = known.has(key) ? 0 : (wanted.get(key)?.qty ?? 0)
    known.add(key)
    if (requested !== line.requested) lines.push({ id: line.id, requested })
    changed.push(...divide(byLine.get(line.id) ?? [], requested))
  }
  return {
    lines,
    added: [...wanted].filter(([key]) => !known.has(key)).map(([, line]) => line),
    shares: changed,
  }
}

/** Divides what the ERP asks of a line among the tasks that have parts of it. */
function divide(shares: readonly HeldShare[], requested: Thousandths): PlanChange['shares'][number][] {
  const parts = shares
    .filter((share) => share.task !== 'cancelled')
    .map((share) => {
      const now = share.wanted ?? share.requested
      return { share, before: now, now, gone: share.released ?? 0 }
    })
  // A cancelled task gives back what it did not pick.
  const kept = shares.filter((share) => share.task === 'cancelled').map((share) => Math.max(0, share.picked))
  let rest = requested - sum(kept) - sum(parts.map((part) => part.now - part.gone))
  const take = (part: (typeof parts)[number], downTo: Thousandths) => {
    const cut = Math.min(-rest, Math.max(0, part.now - downTo - part.gone))
    if (cut <= 0) return
    part.now -= cut
    rest += cut
  }
  if (rest < 0) {
    const lastFirst = parts.toReversed()
    const picked = ({ share }: (typeof parts)[number]) => Math.max(0, share.picked)
    for (const part of lastFirst) if (part.share.task === 'done') take(part, picked(part))
    for (const part of lastFirst) take(part, picked(part))
    for (const part of lastFirst) take(part, 0)
  }
  // What an earlier version no longer wanted, though it was picked, is the first to be wanted again.
  for (const part of parts) {
    const back = Math.min(Math.max(0, rest), part.share.requested - part.now)
    if (back <= 0) continue
    part.now += back
    rest -= back
  }
  return parts.flatMap(({ share, before, now, gone }) => {
    if (now === before) return []
    const floor = Math.min(share.requested, Math.max(0, share.picked) + gone)
    return { id: share.id, requested: Math.max(now, floor), from: before, to: now }
  })
}

function sum(quantities: readonly Thousandths[]): Thousandths {
  return quantities.reduce((total, quantity) => total + quantity, 0)
}

function keyOf({ pos, ident }: { readonly pos: number; readonly ident: string }): string {
  return `${pos} ${ident}`
}
