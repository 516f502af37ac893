import type { Permission } from 'shared-schema/domain/people.ts'
import { type Accessor, type JSX, Match, Switch } from 'solid-js'
import { useDesk } from '../desk.tsx'
import type { Query, Page as Rows } from '../query.ts'
import { FailureNotice } from './failure-notice.tsx'
import { Loading } from './loading.tsx'
import { NotAllowed } from './not-allowed.tsx'
import { Page } from './page.tsx'

/** A page around one list: loading, failed, empty or full, with details beside it. */
export function ListPage<Row>(props: {
  title: JSX.Element
  lead?: JSX.Element
  actions?: JSX.Element
  tabs?: JSX.Element
  query: Query<Rows<Row>>
  permission: Permission
  empty: JSX.Element
  panel?: JSX.Element
  children: (rows: Accessor<readonly Row[]>) => JSX.Element
}): JSX.Element {
  const desk = useDesk()
  const rows = () => props.query.value()?.items
  return (
    <Page title={props.title} lead={props.lead} actions={props.actions} tabs={props.tabs} panel={props.panel}>
      <Switch fallback={<Loading />}>
        <Match when={!desk.may(props.permission)}>
          <NotAllowed />
        </Match>
        <Match when={rows()?.length === 0}>{props.empty}</Match>
        <Match when={rows()}>{(all) => props.children(all)}</Match>
        <Match when={props.query.failure()}>
          {(failure) => <FailureNotice failure={failure()} onRetry={props.query.reload} />}
        </Match>
      </Switch>
    </Page>
  )
}
