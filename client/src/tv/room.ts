import { type Accessor, createSignal, onCleanup } from 'solid-js'

/**
 * How many rows of a height fit into an element, measured as it changes: a TV may be any size, and nothing on it may
 * ever scroll.
 * @param rem least height of one row
 */
export function createRoom(rem: number): {
  rows: Accessor<number>
  /** What one row gets when they share the room, px. */
  height: Accessor<number>
  measure: (element: HTMLElement) => void
} {
  const [rows, setRows] = createSignal(1)
  const [height, setHeight] = createSignal(0)
  return {
    rows,
    height,
    measure: (element) => {
      const observer = new ResizeObserver(() => {
        const unit = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
        const fitting = Math.max(1, Math.floor(element.clientHeight / (rem * unit)))
        setRows(fitting)
        setHeight(Math.floor(element.clientHeight / fitting))
      })
      observer.observe(element)
      onCleanup(() => observer.disconnect())
    },
  }
}
