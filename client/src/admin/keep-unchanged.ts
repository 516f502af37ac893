/**
 * The next value with every part that equals the previous one replaced by the previous object, so that what
 * compares by identity draws only what changed. Rows of arrays are matched by their `id`, or else by place.
 * Works on plain JSON; neither value is changed.
 */
export function keepUnchanged<T>(before: T | undefined, next: T): T {
  if (Object.is(before, next)) return next
  if (Array.isArray(before) && Array.isArray(next)) return keepArray(before, next) as T
  if (isRecord(before) && isRecord(next)) return keepRecord(before, next) as T
  return next
}

function keepArray(before: readonly unknown[], next: readonly unknown[]): readonly unknown[] {
  const byId = new Map(before.map((row) => [idOf(row), row]))
  const kept = next.map((row, index) => {
    const id = idOf(row)
    return keepUnchanged(id === undefined ? before[index] : byId.get(id), row)
  })
  const same = kept.length === before.length && kept.every((row, index) => Object.is(row, before[index]))
  return same ? before : kept
}

function keepRecord(before: Record<string, unknown>, next: Record<string, unknown>): Record<string, unknown> {
  const names = Object.keys(next)
  const kept = Object.fromEntries(names.map((name) => [name, keepUnchanged(before[name], next[name])]))
  const same =
    names.length === Object.keys(before).length && names.every((name) => Object.is(kept[name], before[name]))
  return same ? before : kept
}

function idOf(row: unknown): unknown {
  return isRecord(row) ? row.id : undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
