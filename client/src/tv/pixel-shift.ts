/** Every so long the whole picture moves a little, ms. */
const STEP_MS = 4 * 60_000
/** The edges leave room for this much, px. */
export const SHIFT_PX = 8

// Around the middle and never twice the same way in a row, so that no edge stands still for an hour.
const places = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
  [-1, 0],
  [-1, -1],
  [0, -1],
  [1, -1],
] as const

/** Where the picture stands at a time, px from its middle place: no pixel of a panel shows the same edge all day. */
export function pixelShift(now: number): { readonly x: number; readonly y: number } {
  const [x, y] = places[Math.floor(now / STEP_MS) % places.length] ?? [0, 0]
  return { x: x * SHIFT_PX, y: y * SHIFT_PX }
}
