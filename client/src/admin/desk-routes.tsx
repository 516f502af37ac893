import { Route, Router } from '@solidjs/router'
import type { JSX } from 'solid-js'
import type { AppUpdate } from '../service-worker/update.ts'
import Assign from './assign/assign-page.tsx'
import Catalogue from './catalogue/catalogue-page.tsx'
import BringEventsPanel from './devices/bring-events-panel.tsx'
import DevicePanel from './devices/device-panel.tsx'
import Devices from './devices/devices-page.tsx'
import EnrolPanel from './devices/enrol-panel.tsx'
import Refused from './devices/refused-page.tsx'
import RefusedPanel from './devices/refused-panel.tsx'
import Exceptions from './exceptions/exceptions-page.tsx'
import Import from './import/import-page.tsx'
import DifferencePanel from './pantheon/difference-panel.tsx'
import Differences from './pantheon/differences-page.tsx'
import DocumentPanel from './pantheon/document-panel.tsx'
import { DispatchesPage, ReceiptsPage } from './pantheon/documents-page.tsx'
import Nights from './pantheon/nights-page.tsx'
import PostingPanel from './pantheon/posting-panel.tsx'
import Postings from './pantheon/postings-page.tsx'
import Questions from './pantheon/questions-page.tsx'
import PantheonStatus from './pantheon/status-page.tsx'
import Audit from './people/audit-page.tsx'
import People from './people/people-page.tsx'
import Reports from './reports/reports-page.tsx'
import RequisitionPanel from './requisitions/requisition-panel.tsx'
import Requisitions from './requisitions/requisitions-page.tsx'
import { DeskFrame } from './shell/desk-frame.tsx'
import { NotFound } from './shell/not-found.tsx'
import TaskPanel from './tasks/task-panel.tsx'
import Tasks from './tasks/tasks-page.tsx'
import Today from './today/today-page.tsx'

/**
 * Which address shows what. All pages come at once: a page fetched when it is opened would be missing just when the
 * line is.
 * Details are children of their list, so that the list stays where it was.
 */
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
        <Route path="/import" component={BringEventsPanel} />
        <Route path="/:id" component={DevicePanel} />
      </Route>
      <Route path="/erp" component={PantheonStatus} />
      <Route path="/erp/differences" component={Differences}>
        <Route path="/" />
        <Route path="/:id" component={DifferencePanel} />
      </Route>
      <Route path="/erp/postings" component={Postings}>
        <Route path="/" />
        <Route path="/:id" component={PostingPanel} />
      </Route>
      <Route path="/erp/dispatches" component={DispatchesPage}>
        <Route path="/" />
        <Route path="/:number" component={DocumentPanel} />
      </Route>
      <Route path="/erp/receipts" component={ReceiptsPage}>
        <Route path="/" />
        <Route path="/:number" component={DocumentPanel} />
      </Route>
      <Route path="/erp/questions" component={Questions} />
      <Route path="/erp/nights" component={Nights} />
      <Route path="/reports" component={Reports} />
      <Route path="/people/audit" component={Audit} />
      <Route path="/people" component={People} />
      <Route path="*" component={NotFound} />
    </Router>
  )
}
