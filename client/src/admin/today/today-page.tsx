import type { ExceptionRow } from 'shared-schema/api/exceptions.ts'
import type { Overview } from 'shared-schema/api/overview.ts'
import type { RequisitionRow } from 'shared-schema/api/requisitions.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { type JSX, Show } from 'solid-js'
import { date } from '../../ui/format.ts'
import { textsOf } from '../../ui/language.ts'
import { useDesk } from '../desk.tsx'
import type { DeviceList } from '../devices/device-list.ts'
import { MorningNote } from '../pantheon/morning-note.tsx'
import { createListQuery, createQuery } from '../query.ts'
import { FailureNotice } from '../shell/failure-notice.tsx'
import { Page } from '../shell/page.tsx'
import { DocumentProgress } from './document-progress.tsx'
import { Figures } from './figures.tsx'
import { Pace } from './pace.tsx'
import { UnsentDevices } from './unsent-devices.tsx'
import { WaitingExceptions } from './waiting-exceptions.tsx'
import { Whereabouts } from './whereabouts.tsx'
import './today-page.css'

const t = textsOf(adminTexts)

/** The day at a glance, moving by itself. */
export default function TodayPage(): JSX.Element {
  const desk = useDesk()
  const documents = createListQuery<RequisitionRow>(
    () => '/api/trebovanja?status=new,assigned,in_progress',
    ['requisitions', 'tasks', 'exceptions'],
  )
  const overview = createQuery<Overview>(
    () => (desk.may('task.read_all') ? '/api/overview' : undefined),
    ['tasks', 'requisitions'],
  )
  const exceptions = createListQuery<ExceptionRow>(
    () => (desk.may('exception.read') ? '/api/exceptions?status=open' : undefined),
    ['exceptions'],
  )
  const devices = createQuery<DeviceList>(
    () => (desk.may('device.read') ? '/api/devices' : undefined),
    ['devices'],
  )
  return (
    <Page title={t().today.title} lead={date(desk.now())} flowing>
      <div class="desk-today">
        <Show when={documents.value() === undefined && documents.failure()}>
          {(failure) => <FailureNotice failure={failure()} onRetry={documents.reload} />}
        </Show>
        <MorningNote />
        <Figures
          documents={documents.value()?.items}
          overview={overview.value()}
          exceptions={exceptions.value()?.total}
          devices={devices.value()?.items}
        />
        <div>
          <DocumentProgress documents={documents.value()?.items} />
          <Pace overview={overview.value()} />
        </div>
        <div>
          <WaitingExceptions rows={exceptions.value()?.items} />
          <Whereabouts overview={overview.value()} />
          <UnsentDevices devices={devices.value()?.items} />
        </div>
      </div>
    </Page>
  )
}
