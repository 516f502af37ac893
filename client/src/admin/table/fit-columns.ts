type Fitted = { readonly id: string; readonly width: number; readonly rank: 1 | 2 | 3 }

/** Below this a row is written over two lines instead of being cut into columns, rem. */
export const STACK_BELOW = 27

/**
 * The columns that fit into a width, both in rem: all of them, else without the least important ones. The most
 * important ones always stay; within a rank the columns to the right go first.
 */
export function fitColumns<C extends Fitted>(columns: readonly C[], available: number): C[] {
  const kept = [...columns]
  for (const rank of [3, 2] as const) {
    for (let index = kept.length - 1; index >= 0 && total(kept) > available; index -= 1) {
      if (kept[index]?.rank === rank) kept.splice(index, 1)
    }
  }
  return kept
}

function total(columns: readonly Fitted[]): number {
  return columns.reduce((sum, column) => sum + column.width, 0)
}
