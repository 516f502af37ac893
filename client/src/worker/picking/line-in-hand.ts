import type { PlannedLine } from 'shared-schema/domain/picking/task.ts'
import { createMemo, createSignal } from 'solid-js'
import { keepSkipped, skippedBefore } from './skipped-lines.ts'
import type { TaskKnowledge } from './task-knowledge.ts'
import { nextOpenLine, walkOrder } from './walk.ts'

export type LineInHand = ReturnType<typeof createLineInHand>

/** Which line the worker stands at. It follows the walk by itself, unless the worker chose a line. */
export function createLineInHand({ plan, worker, state }: TaskKnowledge) {
  const [skipped, setSkipped] = createSignal(skippedBefore(plan().id, worker()))
  /** `chosen` also holds a line that is settled already, because somebody wants to see or change it. */
  const [hand, setHand] = createSignal<{ readonly line: string; readonly chosen: boolean }>()
  const order = createMemo(() => walkOrder(plan().lines, skipped()))
  const current = createMemo<PlannedLine | undefined>(() => {
    const held = hand()
    const line = order().find(({ line: id }) => id === held?.line)
    const open = line && state().lines.get(line.line)?.status === 'open'
    return line && (open || held?.chosen) ? line : nextOpenLine(order(), state(), held?.line)
  })
  const stayAt = (line: string) => setHand({ line, chosen: false })
  const goOn = (after: string) => {
    const next = nextOpenLine(order(), state(), after)
    setHand(next && { line: next.line, chosen: false })
  }
  return {
    skipped,
    order,
    current,
    /** The worker chose this line. */
    goTo: (line: string) => setHand({ line, chosen: true }),
    /** Work led here; once the line is settled the walk goes on from it. */
    stayAt,
    /** Leaves a line for the next open one. */
    goOn,
    /** Puts a line off to the end; it is still owed. */
    skip: (line: string) => {
      const next = [...skipped().filter((each) => each !== line), line]
      goOn(line)
      setSkipped(next)
      keepSkipped(plan().id, worker(), next)
    },
  }
}
