import { A } from '@solidjs/router'
import type { Overview } from 'shared-schema/api/overview.ts'
import type { RequisitionRow } from 'shared-schema/api/requisitions.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { For, type JSX, Show } from 'solid-js'
import { number } from '../../ui/format.ts'
import { textsOf } from '../../ui/language.ts'
import { StatusShape } from '../../ui/status-mark.tsx'
import { useDesk } from '../desk.tsx'
import type { DeviceRow } from '../devices/device-list.ts'

const t = textsOf(adminTexts)
/** Who scanned within this time is at work, ms. */
const ACTIVE_MS = 30 * 60_000

type Figure = { name: string; value: number | undefined; href: string; warns?: boolean }

/** The figures of the day, each leading to what it counts. */
export function Figures(props: {
  documents: readonly RequisitionRow[] | undefined
  overview: Overview | undefined
  exceptions: number | undefined
  devices: readonly DeviceRow[] | undefined
}): JSX.Element {
  const desk = useDesk()
  const count = (status: RequisitionRow['status'][]) =>
    props.documents?.filter((row) => status.includes(row.status)).length
  const figures = (): Figure[] => [
    { name: t().today.waiting, value: count(['new']), href: '/requisitions?status=new' },
    {
      name: t().today.documentsInWork,
      value: count(['assigned', 'in_progress']),
      href: '/requisitions?status=assigned~in_progress',
    },
    { name: t().today.linesDone, value: props.overview?.lines_done_today, href: '/tasks' },
    {
      name: t().today.activeWorkers,
      value: props.overview?.workers.filter((each) => desk.now() - each.at < ACTIVE_MS).length,
      href: '/tasks?status=in_progress',
    },
    { name: t().today.openExceptions, value: props.exceptions, href: '/exceptions', warns: true },
    {
      name: t().today.unsentDevices,
      value: props.devices?.filter((each) => (each.unsent ?? 0) > 0).length,
      href: '/devices?sort=-unsent',
      warns: true,
    },
  ]
  return (
    <section class="desk-figures" aria-label={t().today.figures}>
      <For each={figures()}>
        {(figure) => (
          <A href={figure.href} data-tone={figure.warns && figure.value ? 'attention' : undefined}>
            <strong class="figures">{figure.value === undefined ? '–' : number(figure.value)}</strong>
            <span>
              <Show when={figure.warns && figure.value}>
                <StatusShape tone="attention" />{' '}
              </Show>
              {figure.name}
            </span>
          </A>
        )}
      </For>
    </section>
  )
}
