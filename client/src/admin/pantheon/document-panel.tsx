import { A, type RouteSectionProps, useLocation } from '@solidjs/router'
import type { DocumentWay } from 'shared-schema/api/pantheon.ts'
import { pantheonTexts } from 'shared-schema/messages/admin/pantheon.ts'
import { For, type JSX, Match, Show, Switch } from 'solid-js'
import { dateTime } from '../../ui/format.ts'
import { language, textsOf } from '../../ui/language.ts'
import { Badge } from '../../ui/status-mark.tsx'
import { createQuery } from '../query.ts'
import { Facts } from '../shell/facts.tsx'
import { FailureNotice } from '../shell/failure-notice.tsx'
import { Loading } from '../shell/loading.tsx'
import { SidePanel } from '../shell/side-panel.tsx'
import { TaskStatus } from '../status.tsx'
import { documentDate, withUnit } from '../units.ts'
import { PostingMark } from './posting-mark.tsx'

const t = textsOf(pantheonTexts)
type TaskState = Parameters<typeof TaskStatus>[0]['status']

/** The whole way of a document: from the ERP through requisition, tasks and scans back into the ERP. */
export default function DocumentPanel(props: RouteSectionProps): JSX.Element {
  const location = useLocation()
  const list = () => (location.pathname.includes('/receipts/') ? '/erp/receipts' : '/erp/dispatches')
  const number = () => decodeURIComponent(props.params.number ?? '')
  const query = createQuery<DocumentWay>(
    () => (number() === '' ? undefined : `/api/pantheon/documents/${encodeURIComponent(number())}`),
    ['pantheon', 'requisitions', 'tasks', 'differences'],
  )
  return (
    <SidePanel kind={t().way} title={<span class="code">{number()}</span>} subject={number()} back={list()}>
      {() => (
        <Switch fallback={<Loading />}>
          <Match when={query.value()}>
            {(way) => (
              <div class="erp-way">
                <FromErp way={way()} />
                <Lines way={way()} />
                <Tasks way={way()} />
                <BackInErp way={way()} />
                <OpenDifferences way={way()} />
              </div>
            )}
          </Match>
          <Match when={query.failure()}>
            {(failed) => <FailureNotice failure={failed()} onRetry={query.reload} />}
          </Match>
        </Switch>
      )}
    </SidePanel>
  )
}

function FromErp(props: { way: DocumentWay }): JSX.Element {
  const document = () => props.way.document
  return (
    <section>
      <h3>1. {t().inErp}</h3>
      <Facts
        facts={[
          [t().type, document().type],
          [t().date, documentDate(document().date, language())],
          [t().site, document().site],
          [t().partner, document().partner ?? '–'],
          [t().state, `${document().erp_status} · ${t().documentStates[document().state]}`],
        ]}
      />
      <Show when={props.way.versions.length > 1}>
        <ul class="erp-list">
          <For each={props.way.versions}>
            {(version) => (
              <li class="quiet">
                {t().versionName(version.version)} · {dateTime(version.seen_at)} · {t().lines}:{' '}
                {version.lines.length}
                {version.cancelled ? ` · ${t().documentStates.cancelled}` : ''}
              </li>
            )}
          </For>
        </ul>
      </Show>
    </section>
  )
}

function Lines(props: { way: DocumentWay }): JSX.Element {
  return (
    <section>
      <h3>
        2. {t().inWarehouse}{' '}
        <Show when={props.way.document.requisition}>
          {(requisition) => <A href={`/requisitions/${requisition()}`}>{props.way.document.number}</A>}
        </Show>
      </h3>
      <div class="erp-scroll">
        <table class="erp-lines">
          <thead>
            <tr>
              <th scope="col">{t().article}</th>
              <th scope="col">{t().requested}</th>
              <th scope="col">{props.way.document.direction === 'in' ? t().received : t().picked}</th>
              <th scope="col">{t().posted}</th>
            </tr>
          </thead>
          <tbody>
            <For each={props.way.lines}>
              {(line) => (
                <tr>
                  <td>
                    {line.pos}. <span class="code">{line.ident}</span> {line.name}
                    <Show when={line.erp_requested !== line.requested}>
                      <br />
                      <span class="quiet">
                        {t().wanted}: {withUnit(line.erp_requested, line.unit)}
                      </span>
                    </Show>
                  </td>
                  <td class="figures">{withUnit(line.requested, line.unit)}</td>
                  <td class="figures">
                    {withUnit(line.picked, line.unit)}
                    <Show when={line.damaged > 0}>
                      <br />
                      <Badge tone="attention">{t().damaged(withUnit(line.damaged, line.unit))}</Badge>
                    </Show>
                  </td>
                  <td class="figures">{withUnit(line.posted, line.unit)}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Tasks(props: { way: DocumentWay }): JSX.Element {
  return (
    <section>
      <h3>3. {t().tasks}</h3>
      <ul class="erp-list">
        <For each={props.way.tasks} fallback={<li class="quiet">{t().noTasks}</li>}>
          {(task) => (
            <li>
              <A href={`/tasks/${task.id}`}>{task.workers.join(', ')}</A>{' '}
              <TaskStatus status={task.status as TaskState} />{' '}
              <span class="quiet">
                {t().events}: {task.events}
              </span>
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}

function BackInErp(props: { way: DocumentWay }): JSX.Element {
  return (
    <section>
      <h3>4. {t().backInErp}</h3>
      <ul class="erp-list">
        <For each={props.way.fulfilments} fallback={<li class="quiet">{t().nothingPosted}</li>}>
          {(posting) => (
            <li>
              <A href={`/erp/postings/${encodeURIComponent(posting.id)}`}>
                {t().kinds[posting.kind]} {posting.number}
              </A>{' '}
              <PostingMark state={posting.state} /> <span class="code">{posting.ac_key}</span>
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}

function OpenDifferences(props: { way: DocumentWay }): JSX.Element {
  const classes: Record<string, string> = t().classes
  return (
    <Show when={props.way.differences.length > 0}>
      <section>
        <h3>
          {t().tabs.differences} <Badge tone="attention">{props.way.differences.length}</Badge>
        </h3>
        <ul class="erp-list">
          <For each={props.way.differences}>
            {(found) => (
              <li>
                <A href={`/erp/differences/${found.id}`}>
                  {classes[found.class] ?? found.class}
                  {found.pos === null ? '' : ` · ${found.pos}.`}
                </A>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  )
}
