import { formatQuantity } from 'shared-schema/domain/quantity.ts'
import { createRoot } from 'solid-js'
import { expect, test } from 'vitest'
import type { Assignee } from './assignee.ts'
import { createSplitForm, type SplitForm } from './split-form.ts'
import type { SplitLine } from './split-lines.ts'

const worker = (id: string, name: string): Assignee => {
  return { key: `worker:${id}`, kind: 'worker', id, name, members: [], workers: [id] }
}
const ana = worker('ana', 'Ana Kovačević')
const luka = worker('luka', 'Luka Perović')
const lines: SplitLine[] = [
  { id: 'a', requested: 10_000, assigned: 0, location: null },
  { id: 'b', requested: 2_500, assigned: 0, location: null },
]
const typedBy = (form: SplitForm, who: Assignee) =>
  lines.map((line) => form.fields().get(line.id)?.get(who.key))

function withForm(story: (form: SplitForm) => void): void {
  createRoot((dispose) => {
    story(
      createSplitForm(
        () => lines,
        (quantity) => formatQuantity(quantity, 'sr'),
      ),
    )
    dispose()
  })
}

test('Ana takes six pillows, Luka gets the rest of everything with one press', () => {
  withForm((form) => {
    form.add(ana)
    form.add(luka)
    form.type('a', ana.key, '6')
    form.giveRest(luka.key)
    expect(typedBy(form, luka)).toEqual(['4', '2,5'])
    expect(form.checked()).toMatchObject({ problems: 0, linesLeft: 0, tasks: 2 })
    // Pressing again changes nothing: what Luka has is part of his own rest.
    form.giveRest(luka.key)
    expect(typedBy(form, luka)).toEqual(['4', '2,5'])
  })
})

test('who is taken out of the split takes what was typed along', () => {
  withForm((form) => {
    form.add(ana)
    form.add(luka)
    form.type('a', ana.key, '11')
    expect(form.checked().problems).toBe(1)
    form.remove(ana.key)
    expect(form.checked()).toMatchObject({ problems: 0, linesGiven: 0 })
    expect(form.assignees().map((each) => each.name)).toEqual(['Luka Perović'])
  })
})

test('a proposal replaces what was typed before', () => {
  withForm((form) => {
    form.add(ana)
    form.type('b', ana.key, 'nešto')
    form.fill(new Map([['a', new Map([[ana.key, 10_000]])]]))
    expect(typedBy(form, ana)).toEqual(['10', undefined])
    expect(form.checked().problems).toBe(0)
  })
})
