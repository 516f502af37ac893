import { parseQuantity, type QuantityErrorCode, type Thousandths } from 'shared-schema/domain/quantity.ts'
import { type Assignee, assigneeField } from './assignee.ts'

/** What splitting needs to know of a requisition's line. */
export type SplitLine = {
  readonly id: string
  readonly requested: Thousandths
  readonly assigned: Thousandths
  readonly location: string | null
}

/** What is typed into each field, by line and assignee key; an absent field is empty. */
export type SplitFields = ReadonlyMap<string, ReadonlyMap<string, string>>

export type CheckedLine = {
  readonly free: Thousandths
  readonly given: Thousandths
  /** What is left to give; negative when more is given than is free. */
  readonly left: Thousandths
  readonly errors: ReadonlyMap<string, QuantityErrorCode>
}

export type CheckedSplit = {
  readonly lines: ReadonlyMap<string, CheckedLine>
  /** Fields that are no quantity and lines that give more than is free. */
  readonly problems: number
  readonly linesGiven: number
  readonly linesLeft: number
  readonly tasks: number
}

/** What of a line is not given to anybody yet. */
export function freeOf(line: Pick<SplitLine, 'requested' | 'assigned'>): Thousandths {
  return Math.max(0, line.requested - line.assigned)
}

/**
 * Checks a split as it is typed. The sum over assignees never may exceed what is free; the server checks the same
 * again, because somebody else may assign meanwhile (SPEC: the sum over tasks never exceeds what is requested).
 */
export function checkSplit(
  lines: readonly SplitLine[],
  fields: SplitFields,
  assignees: readonly Assignee[],
): CheckedSplit {
  const checked = new Map(lines.map((line) => [line.id, checkLine(line, fields.get(line.id), assignees)]))
  const results = [...checked.values()]
  const used = assignees.filter((each) =>
    lines.some((line) => quantityIn(fields.get(line.id)?.get(each.key)) > 0),
  )
  return {
    lines: checked,
    problems: results.reduce((sum, line) => sum + line.errors.size + (line.left < 0 ? 1 : 0), 0),
    linesGiven: results.filter((line) => line.given > 0).length,
    linesLeft: results.filter((line) => line.left > 0).length,
    tasks: used.length,
  }
}

/** The parts of an assign request: one task per assignee with something to pick. Call it on a split without problems. */
export function partsOf(lines: readonly SplitLine[], fields: SplitFields, assignees: readonly Assignee[]) {
  return assignees.flatMap((assignee) => {
    const taken = lines.flatMap((line) => {
      const quantity = quantityIn(fields.get(line.id)?.get(assignee.key))
      return quantity > 0 ? [{ line: line.id, quantity }] : []
    })
    return taken.length === 0 ? [] : [{ ...assigneeField(assignee), lines: taken }]
  })
}

function checkLine(
  line: SplitLine,
  row: ReadonlyMap<string, string> | undefined,
  assignees: readonly Assignee[],
): CheckedLine {
  const errors = new Map<string, QuantityErrorCode>()
  let given = 0
  for (const { key } of assignees) {
    const text = row?.get(key)?.trim() ?? ''
    if (text === '') continue
    const parsed = parseQuantity(text)
    if (parsed.ok) given += parsed.value
    else errors.set(key, parsed.code)
  }
  const free = freeOf(line)
  return { free, given, left: free - given, errors }
}

function quantityIn(text: string | undefined): Thousandths {
  const parsed = parseQuantity(text ?? '')
  return parsed.ok ? parsed.value : 0
}
