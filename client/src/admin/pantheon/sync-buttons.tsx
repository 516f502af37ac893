import type { OrderView, PantheonStatus } from 'shared-schema/api/pantheon.ts'
import { pantheonTexts } from 'shared-schema/messages/admin/pantheon.ts'
import { errorWords } from 'shared-schema/messages/errors.ts'
import { createSignal, For, type JSX, Show } from 'solid-js'
import type { RequestFailure } from '../../auth/answer.ts'
import { Button } from '../../ui/button.tsx'
import { number } from '../../ui/format.ts'
import { language, textsOf } from '../../ui/language.ts'
import { ProgressBar } from '../../ui/progress.tsx'
import { StatusMark, type StatusTone } from '../../ui/status-mark.tsx'
import { useDesk } from '../desk.tsx'
import { createQuery } from '../query.ts'
import { FailureNotice } from '../shell/failure-notice.tsx'

const t = textsOf(pantheonTexts)
const parts = [
  ['catalogue', 'catalog'],
  ['subjects', 'subjects'],
  ['dispatches', 'dispatches'],
  ['receipts', 'receipts'],
  ['stock', 'stock'],
] as const
const tones: Record<OrderView['state'], StatusTone> = {
  ...{ waiting: 'new', running: 'busy', done: 'ok', failed: 'stop' },
}

type Asked = { readonly id: string; readonly dry: boolean }

/** Asks the bridge for a part of its work, or for a whole night, and shows how far it is. */
export function SyncButtons(props: { running: PantheonStatus['running'] }): JSX.Element {
  const desk = useDesk()
  const [mine, setMine] = createSignal<readonly Asked[]>([])
  const [failure, setFailure] = createSignal<RequestFailure>()
  const busy = (kind: string) => props.running.some((each) => each.kind === kind)
  async function ask(path: string, body: { readonly dry_run?: true }): Promise<void> {
    const answer = await desk.send<OrderView>(`/api/pantheon/sync/${path}`, body)
    setFailure(answer.ok ? undefined : answer.failure)
    if (answer.ok)
      setMine((before) => [{ id: answer.value.id, dry: body.dry_run === true }, ...before].slice(0, 4))
  }
  return (
    <section class="desk-card erp-sync">
      <header>
        <h2>{t().sync}</h2>
      </header>
      <div class="erp-sync-buttons">
        <For each={parts}>
          {([kind, path]) => (
            <Button disabled={busy(kind)} onClick={() => void ask(path, {})}>
              {t().parts[kind]}
            </Button>
          )}
        </For>
        <Button title={t().dryRunHint} onClick={() => void ask('nightly', { dry_run: true })}>
          {t().dryRun}
        </Button>
        <Button kind="primary" disabled={busy('nightly')} onClick={() => void ask('nightly', {})}>
          {t().startNight}
        </Button>
      </div>
      <Show when={failure()}>{(failed) => <FailureNotice failure={failed()} />}</Show>
      <div aria-live="polite">
        <For each={mine()}>{(asked) => <OrderLine asked={asked} />}</For>
      </div>
    </section>
  )
}

/** One thing that was asked for, until it is done. */
function OrderLine(props: { asked: Asked }): JSX.Element {
  const query = createQuery<OrderView>(() => `/api/pantheon/orders/${props.asked.id}`, ['pantheon'])
  const name = (kind: OrderView['kind']) => (props.asked.dry ? t().dryRun : t().parts[kind])
  return (
    <Show when={query.value()}>
      {(order) => (
        <div class="erp-order">
          <StatusMark tone={tones[order().state]}>
            {name(order().kind)}: {t()[order().state]}
          </StatusMark>
          <Show when={order().state === 'running' && order().progress}>
            {(progress) => (
              <>
                <span class="quiet figures">
                  {t().steps[progress().step] ?? progress().step} {number(progress().done)}
                  {progress().total === null ? '' : ` / ${number(progress().total ?? 0)}`}
                </span>
                <Show when={progress().total}>
                  {(total) => (
                    <ProgressBar label={name(order().kind)} value={progress().done} max={total()} />
                  )}
                </Show>
              </>
            )}
          </Show>
          <Show when={order().failure}>
            {(failed) => (
              <p class="erp-step-failure">
                <strong>{errorWords(failed().code, language()).what}</strong>{' '}
                <span class="code">{failed().detail}</span>
              </p>
            )}
          </Show>
        </div>
      )}
    </Show>
  )
}
