import { A, type RouteSectionProps } from '@solidjs/router'
import Plus from 'lucide-solid/icons/plus'
import Smartphone from 'lucide-solid/icons/smartphone'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { createMemo, type JSX, Show } from 'solid-js'
import { APP_VERSION } from '../../app-version.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { textsOf } from '../../ui/language.ts'
import { useDesk } from '../desk.tsx'
import { createHouse } from '../names.ts'
import { createQuery } from '../query.ts'
import { useKeepSearch } from '../shell/keep-search.ts'
import { ListPage } from '../shell/list-page.tsx'
import { Listing } from '../table/listing.tsx'
import { deviceColumns } from './device-columns.tsx'
import { concernsOf, deviceState, mostUrgentFirst, summaryOf } from './device-health.ts'
import type { DeviceList, DeviceRow } from './device-list.ts'
import { DeviceSummary } from './device-summary.tsx'
import { DeviceTabs } from './device-tabs.tsx'
import { TvNames } from './tv-names.tsx'

const t = textsOf(adminTexts)

/** Handhelds and screens: who holds them, what they have not sent, whether they can be relied on. */
export default function DevicesPage(props: RouteSectionProps): JSX.Element {
  const desk = useDesk()
  const house = createHouse()
  const keep = useKeepSearch()
  const all = createQuery<DeviceList>(
    () => (desk.may('device.read') ? '/api/devices' : undefined),
    ['devices'],
  )
  // What the desk and programs do through the API has a device of its own in the books, which nobody holds.
  const held = createMemo(() => {
    const items = all.value()?.items.filter((device) => device.kind !== 'api')
    return items && { items, total: items.length }
  })
  const enrol = () => (
    <Show when={desk.may('device.enrol')}>
      <A href={keep('/devices/enrol')} class="ui-button" data-kind="primary" data-size="control">
        <Plus />
        <span>{t().devices.enrol}</span>
      </A>
    </Show>
  )
  return (
    <ListPage
      title={t().devices.title}
      lead={t().devices.lead}
      actions={
        <>
          <TvNames />
          {enrol()}
        </>
      }
      tabs={<DeviceTabs />}
      query={{ ...all, value: held }}
      permission="device.read"
      empty={
        <EmptyState icon={<Smartphone />} title={t().devices.emptyTitle} action={enrol()}>
          {t().devices.emptyText}
        </EmptyState>
      }
      panel={props.children}
    >
      {(rows) => (
        <>
          <DeviceSummary summary={summaryOf(rows(), desk.now(), APP_VERSION)} />
          <Listing
            label={t().devices.title}
            columns={deviceColumns(house.nameOf, desk.now)}
            rows={mostUrgentFirst(rows(), desk.now(), APP_VERSION)}
            rowKey={(row) => row.id}
            href={(row) => keep(`/devices/${row.id}`)}
            open={props.params.id}
            toneOf={(row) => toneOf(row, desk.now())}
            file="uredjaji"
          />
        </>
      )}
    </ListPage>
  )
}

/** The stripe at the edge of a row. */
function toneOf(row: DeviceRow, now: number): 'attention' | 'stop' | 'stale' | undefined {
  const [worst] = concernsOf(row, now, APP_VERSION)
  if (worst !== undefined) return worst === 'refused' ? 'stop' : 'attention'
  return deviceState(row) === 'online' ? undefined : 'stale'
}
