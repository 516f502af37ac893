import { type TaskPriority, taskPriorities } from 'shared-schema/domain/picking/task.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { For, type JSX } from 'solid-js'
import { Field, Select } from '../../ui/field.tsx'
import { textsOf } from '../../ui/language.ts'
import './priority-choice.css'

const t = textsOf(adminTexts)

/** What is agreed with a task beside its lines. */
export type TaskTerms = {
  readonly priority: TaskPriority
  /** ms since 1970 */
  readonly due?: number
}

/** How urgent a task is and by when it should be done. */
export function PriorityChoice(props: {
  terms: TaskTerms
  onChange: (terms: TaskTerms) => void
}): JSX.Element {
  const setDue = (text: string) => {
    const due = new Date(text).getTime()
    const { priority } = props.terms
    props.onChange(Number.isFinite(due) ? { priority, due } : { priority })
  }
  return (
    <div class="desk-terms">
      <Select
        label={t().assign.priority}
        onChange={(event) => {
          const priority = taskPriorities.find((each) => each === event.currentTarget.value) ?? 'normal'
          props.onChange({ ...props.terms, priority })
        }}
      >
        <For each={taskPriorities}>
          {(priority) => (
            <option value={priority} selected={props.terms.priority === priority}>
              {t().assign.priorities[priority]}
            </option>
          )}
        </For>
      </Select>
      <Field
        label={t().assign.due}
        type="datetime-local"
        onChange={(event) => setDue(event.currentTarget.value)}
      />
    </div>
  )
}
