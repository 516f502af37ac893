import type { requisitionLine } from 'shared-schema/api/requisitions.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { createMemo, For, type JSX, Show } from 'solid-js'
import type * as z from 'zod'
import { Button } from '../../ui/button.tsx'
import { Select } from '../../ui/field.tsx'
import { textsOf } from '../../ui/language.ts'
import type { House } from '../names.ts'
import { assigneesOf } from './assignee.ts'
import { shareByLines, shareByLocation, shareEvenly } from './propose-split.ts'
import type { SplitForm } from './split-form.ts'

const t = textsOf(adminTexts)

/** Chooses who takes part, and proposes how to share. */
export function SplitBar(props: {
  form: SplitForm
  lines: readonly z.infer<typeof requisitionLine>[]
  house: House | undefined
}): JSX.Element {
  const all = createMemo(() => (props.house ? assigneesOf(props.house.people, props.house.teams) : []))
  const left = (kind: 'team' | 'worker') =>
    all().filter(
      (each) => each.kind === kind && !props.form.assignees().some((chosen) => chosen.key === each.key),
    )
  const keys = () => props.form.assignees().map((each) => each.key)
  const proposals = [
    ['byZone', shareByLocation],
    ['evenly', shareEvenly],
    ['byLines', shareByLines],
  ] as const
  return (
    <div class="desk-split-bar">
      <Select
        label={t().assign.addAssignee}
        value=""
        onChange={(event) => {
          const chosen = all().find((each) => each.key === event.currentTarget.value)
          if (chosen) props.form.add(chosen)
          event.currentTarget.value = ''
        }}
      >
        <option value="">{t().assign.chooseAssignee}</option>
        <optgroup label={t().assign.teams}>
          <For each={left('team')}>{(each) => <option value={each.key}>{each.name}</option>}</For>
        </optgroup>
        <optgroup label={t().assign.workers}>
          <For each={left('worker')}>{(each) => <option value={each.key}>{each.name}</option>}</For>
        </optgroup>
      </Select>
      <Show when={keys().length > 0}>
        <div class="desk-split-proposals">
          <For each={proposals}>
            {([name, share]) => (
              <Button onClick={() => props.form.fill(share(props.lines, keys()))}>{t().assign[name]}</Button>
            )}
          </For>
          <Button kind="quiet" onClick={() => props.form.clear()}>
            {t().assign.clear}
          </Button>
        </div>
      </Show>
    </div>
  )
}
