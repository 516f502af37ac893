import type { WorkAct, WorkEvent } from 'shared-schema/domain/picking/event.ts'
import type { SocketDevice } from '../stack/socket-device.ts'

/**
 * One worker's shift without a network: starts, picks unit by unit along the lines, takes every twentieth pick back, closes one line
 * short on the way, and finishes.
 * @param lines ids in the order in which this worker walks them
 * @param count how many events the shift makes
 */
export async function workOffline(
  device: SocketDevice,
  task: string,
  lines: readonly string[],
  count: number,
): Promise<void> {
  const picked = new Map<string, number>()
  let last: WorkEvent | undefined
  for (let index = 0; index < count; index++) {
    const line = lines[index % lines.length] ?? ''
    last = await device.record(nextAct(index, line))
  }

  function nextAct(index: number, line: string): WorkAct {
    if (index === 0) return { type: 'task_started', task }
    if (index === count - 1) return { type: 'task_completed', task, scope: 'worker', seen: total(picked) }
    if (index % 20 === 0 && last?.type === 'picked') {
      picked.set(last.line, (picked.get(last.line) ?? 0) - last.qty)
      return { type: 'unpicked', task, line: last.line, undoes: last.id }
    }
    if (index === Math.floor(count / 2)) {
      return { type: 'line_closed', task, line, reason: 'not_found', seen: picked.get(line) ?? 0 }
    }
    picked.set(line, (picked.get(line) ?? 0) + 1000)
    return { type: 'picked', task, line, qty: 1000, way: 'trigger' }
  }
}

function total(picked: ReadonlyMap<string, number>): number {
  return [...picked.values()].reduce((sum, quantity) => sum + quantity, 0)
}
