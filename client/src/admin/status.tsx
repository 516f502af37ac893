import type { RequisitionRow, requisitionLine } from 'shared-schema/api/requisitions.ts'
import type { TaskRow } from 'shared-schema/api/tasks.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import type { JSX } from 'solid-js'
import type * as z from 'zod'
import { textsOf } from '../ui/language.ts'
import { StatusMark, type StatusTone } from '../ui/status-mark.tsx'

const t = textsOf(adminTexts)

const requisitionTones: Record<RequisitionRow['status'], StatusTone> = {
  new: 'new',
  assigned: 'new',
  in_progress: 'busy',
  done: 'ok',
  cancelled: 'stale',
}
const taskTones: Record<TaskRow['status'], StatusTone> = {
  assigned: 'new',
  in_progress: 'busy',
  paused: 'stale',
  done: 'ok',
  cancelled: 'stale',
}
type LineStatus = z.infer<typeof requisitionLine>['status']
const lineTones: Record<LineStatus, StatusTone> = {
  open: 'new',
  picked: 'ok',
  short: 'attention',
  over: 'attention',
}

/** Where a requisition stands. */
export function RequisitionStatus(props: { status: RequisitionRow['status'] }): JSX.Element {
  return (
    <StatusMark tone={requisitionTones[props.status]}>{t().requisitions.statuses[props.status]}</StatusMark>
  )
}

/** Where a task stands. */
export function TaskStatus(props: { status: TaskRow['status'] }): JSX.Element {
  return <StatusMark tone={taskTones[props.status]}>{t().tasks.statuses[props.status]}</StatusMark>
}

/** Where a line stands. */
export function LineStatus(props: { status: LineStatus }): JSX.Element {
  return <StatusMark tone={lineTones[props.status]}>{t().requisitions.lineStatuses[props.status]}</StatusMark>
}
