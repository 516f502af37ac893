import { Route, Router } from '@solidjs/router'
import { type JSX, lazy } from 'solid-js'
import type { AppUpdate } from '../service-worker/update.ts'
import { DeskFrame } from './shell/desk-frame.tsx'
import { NotFound } from './shell/not-found.tsx'

const Today = lazy(() => import('./today/today-page.tsx'))
const Requisitions = lazy(() => import('./requisitions/requisitions-page.tsx'))
const RequisitionPanel = lazy(() => import('./requisitions/requisition-panel.tsx'))
const Assign = lazy(() => import('./assign/assign-page.tsx'))
const Import = lazy(() => import('./import/import-page.tsx'))
const Tasks = lazy(() => import('./tasks/tasks-page.tsx'))
const TaskPanel = lazy(() => import('./tasks/task-panel.tsx'))
const Exceptions = lazy(() => import('./exceptions/exceptions-page.tsx'))
const Catalogue = lazy(() => import('./catalogue/catalogue-page.tsx'))
const Devices = lazy(() => import('./devices/devices-page.tsx'))
const DevicePanel = lazy(() => import('./devices/device-panel.tsx'))
const EnrolPanel = lazy(() => import('./devices/enrol-panel.tsx'))
const Refused = lazy(() => import('./devices/refused-page.tsx'))
const RefusedPanel = lazy(() => import('./devices/refused-panel.tsx'))
const Reports = lazy(() => import('./reports/reports-page.tsx'))
const People = lazy(() => import('./people/people-page.tsx'))
const Audit = lazy(() => import('./people/audit-page.tsx'))

/** Which address shows what. Details are children of their list, so that the list stays where it was. */
export function DeskRoutes(props: { update: AppUpdate }): JSX.Element {
  return (
    <Router base="/admin" root={(page) => <DeskFrame update={props.update}>{page.children}</DeskFrame>}>
      <Route path="/" component={Today} />
      <Route path="/requisitions/import" component={Import} />
      <Route path="/requisitions/:id/assign" component={Assign} />
      <Route path="/requisitions" component={Requisitions}>
        <Route path="/" />
        <Route path="/:id" component={RequisitionPanel} />
      </Route>
      <Route path="/tasks" component={Tasks}>
        <Route path="/" />
        <Route path="/:id" component={TaskPanel} />
      </Route>
      <Route path="/exceptions/:id?" component={Exceptions} />
      <Route path="/catalogue/:ident?" component={Catalogue} />
      <Route path="/devices/refused" component={Refused}>
        <Route path="/" />
        <Route path="/:id" component={RefusedPanel} />
      </Route>
      <Route path="/devices" component={Devices}>
        <Route path="/" />
        <Route path="/enrol" component={EnrolPanel} />
        <Route path="/:id" component={DevicePanel} />
      </Route>
      <Route path="/reports" component={Reports} />
      <Route path="/people/audit" component={Audit} />
      <Route path="/people" component={People} />
      <Route path="*" component={NotFound} />
    </Router>
  )
}
