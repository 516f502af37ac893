import { adminTexts } from 'shared-schema/messages/admin.ts'
import { createMemo, For, type JSX, Show } from 'solid-js'
import { moment } from '../../ui/format.ts'
import { textsOf } from '../../ui/language.ts'
import { Badge } from '../../ui/status-mark.tsx'
import { useDesk } from '../desk.tsx'
import { withUnit } from '../units.ts'
import { damagesOf } from './damages-of.ts'
import { Photo } from './photo.tsx'
import type { Task } from './task-panel.tsx'
import './damages.css'

const t = textsOf(adminTexts)

/** What came broken: of which line how much, who says so, and how it looks. */
export function Damages(props: { task: Task; names: { nameOf: (id: string) => string } }): JSX.Element {
  const desk = useDesk()
  const damages = createMemo(() => damagesOf(props.task))
  return (
    <Show when={damages().length > 0}>
      <section class="desk-damages">
        <h3>
          {t().tasks.acts.damaged} <Badge tone="attention">{damages().length}</Badge>
        </h3>
        <ul>
          <For each={damages()}>
            {(damage) => (
              <li>
                <Show when={damage.photo}>
                  {(photo) => <Photo sha256={photo()} title={damage.line?.name ?? ''} />}
                </Show>
                <div>
                  <p>
                    <strong class="figures">{withUnit(damage.qty, damage.line?.unit ?? null)}</strong>{' '}
                    {damage.line && `${damage.line.pos}. ${damage.line.name}`}
                  </p>
                  <Show when={damage.text}>
                    <p>„{damage.text}”</p>
                  </Show>
                  <p class="quiet">
                    {props.names.nameOf(damage.by)} · {moment(damage.at, desk.now())}
                  </p>
                </div>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  )
}
