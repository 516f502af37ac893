/** A shorter way is a tap that slipped; a steeper one is scrolling. */
const LEAST_PX = 70
const STEEPEST = 0.5

/** Calls back for a sideways swipe of one finger, either way. @returns stops listening */
export function onSwipe(element: HTMLElement, swiped: () => void): () => void {
  let from: { x: number; y: number } | undefined
  const closing = new AbortController()
  const on = { passive: true, signal: closing.signal }
  element.addEventListener(
    'touchstart',
    (event) => {
      const [touch] = event.touches
      from = event.touches.length === 1 && touch ? { x: touch.clientX, y: touch.clientY } : undefined
    },
    on,
  )
  element.addEventListener(
    'touchend',
    (event) => {
      const [touch] = event.changedTouches
      if (from === undefined || touch === undefined) return
      const across = Math.abs(touch.clientX - from.x)
      const down = Math.abs(touch.clientY - from.y)
      from = undefined
      if (across > LEAST_PX && down < across * STEEPEST) swiped()
    },
    on,
  )
  return () => closing.abort()
}
