import type { Thousandths } from 'shared-schema/domain/quantity.ts'
import { createMemo, createSignal } from 'solid-js'
import type { Assignee } from './assignee.ts'
import type { Proposal } from './propose-split.ts'
import { type CheckedSplit, checkSplit, freeOf, type SplitFields, type SplitLine } from './split-lines.ts'

export type SplitForm = {
  readonly fields: () => SplitFields
  readonly assignees: () => readonly Assignee[]
  readonly checked: () => CheckedSplit
  readonly type: (line: string, key: string, text: string) => void
  readonly add: (assignee: Assignee) => void
  readonly remove: (key: string) => void
  readonly fill: (proposal: Proposal) => void
  /** Gives all that is left of every line to one assignee. */
  readonly giveRest: (key: string) => void
  readonly clear: () => void
}

/** What is typed into a split, and what is wrong with it. */
export function createSplitForm(
  lines: () => readonly SplitLine[],
  format: (quantity: Thousandths) => string,
): SplitForm {
  const [fields, setFields] = createSignal<SplitFields>(new Map())
  const [assignees, setAssignees] = createSignal<readonly Assignee[]>([])
  const checked = createMemo(() => checkSplit(lines(), fields(), assignees()))
  const edit = (line: string, change: (row: Map<string, string>) => void) => {
    setFields((before) => {
      const row = new Map(before.get(line))
      change(row)
      return new Map(before).set(line, row)
    })
  }
  return {
    fields,
    assignees,
    checked,
    type: (line, key, text) => edit(line, (row) => row.set(key, text)),
    add: (assignee) => setAssignees((all) => [...all, assignee]),
    remove: (key) => {
      setAssignees((all) => all.filter((each) => each.key !== key))
      setFields((before) => {
        return new Map([...before].map(([line, row]) => [line, new Map([...row].filter(([k]) => k !== key))]))
      })
    },
    fill: (proposal) => {
      setFields(
        new Map(
          [...proposal].map(([line, row]) => [
            line,
            new Map([...row].map(([key, quantity]) => [key, format(quantity)])),
          ]),
        ),
      )
    },
    giveRest: (key) => {
      const state = checked()
      setFields((before) => {
        const next = new Map(before)
        for (const line of lines()) {
          const others = (state.lines.get(line.id)?.given ?? 0) - quantityOf(line.id, key)
          const rest = Math.max(0, freeOf(line) - others)
          const row = new Map(before.get(line.id))
          row.set(key, rest === 0 ? '' : format(rest))
          next.set(line.id, row)
        }
        return next
      })
    },
    clear: () => setFields(new Map()),
  }

  function quantityOf(line: string, key: string): Thousandths {
    const only = new Map([[line, new Map([[key, fields().get(line)?.get(key) ?? '']])]])
    const given = checkSplit(
      lines().filter((each) => each.id === line),
      only,
      assignees(),
    )
    return given.lines.get(line)?.given ?? 0
  }
}
