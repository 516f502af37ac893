import { type Accessor, createSignal, onCleanup } from 'solid-js'

/**
 * How many rows of a height fit into an element, measured as it changes: a TV may be any size, and nothing on it may
 * ever scroll.
 * @param rem height of one row
 */
export function createRoom(rem: number): { rows: Accessor<number>; measure: (element: HTMLElement) => void } {
  const [rows, setRows] = createSignal(1)
  return {
    rows,
    measure: (element) => {
      const observer = new ResizeObserver(() => {
        const unit = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
        setRows(Math.max(1, Math.floor(element.clientHeight / (rem * unit))))
      })
      observer.observe(element)
      onCleanup(() => observer.disconnect())
    },
  }
}
