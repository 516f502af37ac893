import { A } from '@solidjs/router'
import CheckCheck from 'lucide-solid/icons/check-check'
import type { articleQuestions, mapSiteAnswer, unmappedSites } from 'shared-schema/api/pantheon.ts'
import { pantheonTexts } from 'shared-schema/messages/admin/pantheon.ts'
import { createSignal, For, type JSX, Match, Show, Switch } from 'solid-js'
import type * as z from 'zod'
import type { RequestFailure } from '../../auth/answer.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Select } from '../../ui/field.tsx'
import { textsOf } from '../../ui/language.ts'
import { showToast } from '../../ui/toast.tsx'
import { useDesk } from '../desk.tsx'
import { createQuery } from '../query.ts'
import { FailureNotice } from '../shell/failure-notice.tsx'
import { Loading } from '../shell/loading.tsx'
import { NotAllowed } from '../shell/not-allowed.tsx'
import { Page } from '../shell/page.tsx'
import { PantheonTabs } from './pantheon-tabs.tsx'
import '../today/today-page.css'
import './pantheon.css'

const t = textsOf(pantheonTexts)
type Sites = z.infer<typeof unmappedSites>
type Articles = z.infer<typeof articleQuestions>
const NEW_SITE = ''

/** What the bridge must not guess: whose site name it is, and which articles nobody knows. */
export default function QuestionsPage(): JSX.Element {
  const desk = useDesk()
  const path = (address: string) => () => (desk.may('erp.read') ? address : undefined)
  const sites = createQuery<Sites>(path('/api/pantheon/sites'), ['pantheon', 'requisitions'])
  const articles = createQuery<Articles>(path('/api/pantheon/articles/missing'), ['pantheon', 'catalogue'])
  const nothing = () =>
    sites.value()?.items.length === 0 &&
    articles.value()?.unknown.length === 0 &&
    articles.value()?.not_in_erp.length === 0
  return (
    <Page title={t().questionsTitle} lead={t().questionsLead} tabs={<PantheonTabs />} flowing>
      <Switch fallback={<Loading />}>
        <Match when={!desk.may('erp.read')}>
          <NotAllowed />
        </Match>
        <Match when={nothing()}>
          <EmptyState icon={<CheckCheck />} title={t().noQuestionsTitle}>
            {t().noQuestionsText}
          </EmptyState>
        </Match>
        <Match when={sites.failure()}>
          {(failure) => <FailureNotice failure={failure()} onRetry={sites.reload} />}
        </Match>
        <Match when={sites.value()}>
          {(found) => (
            <div class="erp-way">
              <Show when={found().items.length > 0}>
                <section class="desk-card">
                  <header>
                    <h2>{t().unmappedTitle}</h2>
                  </header>
                  <For each={found().items}>
                    {(item) => <SiteQuestion item={item} sites={found().sites} onDone={sites.reload} />}
                  </For>
                </section>
              </Show>
              <Show when={articles.value()}>{(all) => <ArticleQuestions articles={all()} />}</Show>
            </div>
          )}
        </Match>
      </Switch>
    </Page>
  )
}

function SiteQuestion(props: {
  item: Sites['items'][number]
  sites: Sites['sites']
  onDone: () => void
}): JSX.Element {
  const desk = useDesk()
  const [site, setSite] = createSignal<string>()
  const [failure, setFailure] = createSignal<RequestFailure>()
  const others = () => props.sites.filter((each) => !props.item.similar.some((like) => like.id === each.id))
  async function map(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    const chosen = site()
    if (chosen === undefined) return
    const { name, kind } = props.item
    const answer = await desk.send<z.infer<typeof mapSiteAnswer>>('/api/pantheon/sites', {
      ...{ name, kind },
      ...(chosen !== NEW_SITE && { site: chosen }),
    })
    setFailure(answer.ok ? undefined : answer.failure)
    if (!answer.ok) return
    showToast(t().mapped(answer.value.documents_taken))
    props.onDone()
  }
  return (
    <div class="erp-question">
      <div>
        <strong>{t().named(props.item.name.trim())}</strong>
        <p class="quiet">
          {t().kindsOfSite[props.item.kind]} · {t().waitingDocuments(props.item.documents)}
        </p>
      </div>
      <Show when={desk.may('erp.sync')}>
        <form onSubmit={(event) => void map(event)}>
          <Select label={t().isSite} onChange={(event) => setSite(event.currentTarget.value)}>
            <option value="?" disabled selected>
              {t().choose}
            </option>
            <For each={[...props.item.similar, ...others()]}>
              {(each) => <option value={each.id}>{each.name}</option>}
            </For>
            <option value={NEW_SITE}>{t().newSite}</option>
          </Select>
          <Button type="submit" kind="primary" disabled={site() === undefined}>
            {t().map}
          </Button>
        </form>
      </Show>
      <Show when={failure()}>{(failed) => <FailureNotice failure={failed()} />}</Show>
    </div>
  )
}

function ArticleQuestions(props: { articles: Articles }): JSX.Element {
  return (
    <>
      <Show when={props.articles.unknown.length > 0}>
        <section class="desk-card">
          <header>
            <h2>{t().unknownTitle}</h2>
            <p class="quiet">{t().unknownText}</p>
          </header>
          <ul>
            <For each={props.articles.unknown}>
              {(article) => (
                <li>
                  <span class="code">{article.ident}</span> {article.name}
                  <span class="erp-documents">
                    <For each={article.documents}>
                      {(number) => (
                        <A href={`/erp/dispatches/${encodeURIComponent(number)}`}>
                          <span class="code">{number}</span>
                        </A>
                      )}
                    </For>
                  </span>
                </li>
              )}
            </For>
          </ul>
        </section>
      </Show>
      <Show when={props.articles.not_in_erp.length > 0}>
        <section class="desk-card">
          <header>
            <h2>{t().notInErpTitle}</h2>
            <p class="quiet">{t().notInErpText}</p>
          </header>
          <ul>
            <For each={props.articles.not_in_erp.slice(0, 200)}>
              {(article) => (
                <li>
                  <span class="code">{article.ident}</span> {article.name}
                </li>
              )}
            </For>
          </ul>
        </section>
      </Show>
    </>
  )
}
