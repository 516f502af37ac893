import MapPinOff from 'lucide-solid/icons/map-pin-off'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { For, type JSX, Match, Switch } from 'solid-js'
import { EmptyState } from '../../ui/empty-state.tsx'
import { textsOf } from '../../ui/language.ts'
import { StatusMark } from '../../ui/status-mark.tsx'
import { createQuery, type Page } from '../query.ts'
import { Facts } from '../shell/facts.tsx'
import { FailureNotice } from '../shell/failure-notice.tsx'
import { Loading } from '../shell/loading.tsx'
import { SidePanel } from '../shell/side-panel.tsx'
import { withUnit } from '../units.ts'
import type { Article } from './catalogue-page.tsx'

const t = textsOf(adminTexts)

/** One article with its codes and what one scan of each counts. */
export function ArticlePanel(props: { ident: string }): JSX.Element {
  const query = createQuery<Page<Article>>(
    () => `/api/catalog/articles?limit=50&search=${encodeURIComponent(props.ident)}`,
    ['catalogue'],
  )
  const article = () => query.value()?.items.find((each) => each.ident === props.ident)
  return (
    <SidePanel
      kind={t().catalogue.title}
      title={article()?.name ?? props.ident}
      subject={props.ident}
      back="/catalogue"
    >
      {() => (
        <Switch fallback={<Loading />}>
          <Match when={article()}>{(found) => <ArticleFacts article={found()} />}</Match>
          <Match when={query.value()}>
            <EmptyState icon={<MapPinOff />} title={t().catalogue.nothingTitle}>
              {t().catalogue.nothingText}
            </EmptyState>
          </Match>
          <Match when={query.failure()}>
            {(failure) => <FailureNotice failure={failure()} onRetry={query.reload} />}
          </Match>
        </Switch>
      )}
    </SidePanel>
  )
}

/** What is known of an article. */
export function ArticleFacts(props: { article: Article }): JSX.Element {
  const texts = () => t().catalogue
  return (
    <>
      <Facts
        facts={[
          [texts().ident, <span class="code">{props.article.ident}</span>],
          [texts().unit, props.article.unit],
          [texts().location, <span class="code">{props.article.location ?? '–'}</span>],
          [
            t().requisitions.status,
            <StatusMark tone={props.article.active ? 'ok' : 'stale'}>
              {props.article.active ? texts().active : texts().inactive}
            </StatusMark>,
          ],
        ]}
      />
      <section>
        <h3>{texts().barcodes}</h3>
        <ul class="desk-barcodes">
          <For each={props.article.barcodes} fallback={<li>–</li>}>
            {(barcode) => (
              <li>
                <span class="code">{barcode.code}</span>
                <span>{texts().countsAs(withUnit(barcode.factor, props.article.unit))}</span>
              </li>
            )}
          </For>
        </ul>
      </section>
    </>
  )
}
