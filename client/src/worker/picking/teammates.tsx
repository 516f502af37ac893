import type { Picked } from 'shared-schema/domain/picking/event.ts'
import type { PlannedLine } from 'shared-schema/domain/picking/task.ts'
import { workerPickingTexts } from 'shared-schema/messages/worker/picking.ts'
import { createEffect, createSignal, For, type JSX, on, onCleanup, Show } from 'solid-js'
import { quantity } from '../../ui/format.ts'
import { textsOf } from '../../ui/language.ts'
import { useMe, useWorker } from '../worker-context.ts'
import { useSession } from './session-context.ts'
import './teammates.css'

const t = textsOf(workerPickingTexts)

/** Long enough to be noticed on the way back from the shelf. */
const NEWS_MS = 6_000

/** Who counted what on a line that several work on, and a quiet word when a teammate's picks arrive. */
export function Teammates(props: { line: PlannedLine }): JSX.Element {
  const session = useSession()
  const { nameOf } = useWorker()
  const me = useMe()
  const [news, setNews] = createSignal<string>()
  let fading: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(fading))

  const theirs = () =>
    session.events().filter((event): event is Picked => event.type === 'picked' && event.by !== me().worker)
  createEffect(
    on(theirs, (now, before) => {
      if (before === undefined) return
      const known = new Set(before.map(({ id }) => id))
      const fresh = now.filter(({ id }) => !known.has(id))
      const [first] = fresh
      if (first === undefined) return
      const here = fresh.filter(({ line, by }) => line === props.line.line && by === first.by)
      const qty = here.reduce((sum, each) => sum + each.qty, 0)
      setNews(
        here.length > 0
          ? t().teammatePicked(nameOf(first.by), quantity(qty), props.line.unit)
          : t().teammateElsewhere(nameOf(first.by), fresh.length),
      )
      clearTimeout(fading)
      fading = setTimeout(() => setNews(undefined), NEWS_MS)
    }),
  )
  const shares = () => [...(session.state().lines.get(props.line.line)?.byWorker ?? [])]
  const shared = () => shares().some(([worker]) => worker !== me().worker)

  return (
    <span class="w-mates figures" role="status">
      <Show
        when={news()}
        fallback={
          <Show when={shared()}>
            <For each={shares()}>
              {([worker, qty]) => (
                <span>
                  {worker === me().worker ? t().you : firstName(nameOf(worker))} <b>{quantity(qty)}</b>
                </span>
              )}
            </For>
          </Show>
        }
      >
        {(text) => <span class="w-mates-news">{text()}</span>}
      </Show>
    </span>
  )
}

/** People on one line of a task know each other; the whole name is in the details. */
function firstName(name: string): string {
  return name.split(' ')[0] ?? name
}
