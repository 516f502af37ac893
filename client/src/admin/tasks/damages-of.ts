import type { Task } from './task-panel.tsx'

export type Damage = {
  readonly id: string
  readonly qty: number
  readonly line: Task['items'][number] | undefined
  readonly by: string
  readonly at: number
  readonly text?: string
  readonly photo?: string
}

/** What was told as damaged and stands, the oldest first. */
export function damagesOf({ events, items }: Pick<Task, 'events' | 'items'>): Damage[] {
  const counted = events.filter(({ status }) => status === 'accepted')
  const withdrawn = new Set(
    counted.flatMap(({ type, body }) => (type === 'damage_withdrawn' ? [body.undoes] : [])),
  )
  return counted
    .filter(({ id, type }) => type === 'damaged' && !withdrawn.has(id))
    .map(({ id, qty, line, by, happened_at, body: { text, photo } }) => ({
      ...{ id, by, qty: qty ?? 0, at: happened_at, line: items.find((each) => each.id === line) },
      ...(typeof text === 'string' && { text }),
      ...(typeof photo === 'string' && { photo }),
    }))
    .sort((a, b) => a.at - b.at)
}
