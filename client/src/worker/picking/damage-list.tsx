import type { Damaged } from 'shared-schema/domain/picking/event.ts'
import { workerDamageTexts } from 'shared-schema/messages/worker/damage.ts'
import { createEffect, createMemo, createSignal, For, type JSX, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { quantity } from '../../ui/format.ts'
import { textsOf } from '../../ui/language.ts'
import { useWorker } from '../worker-context.ts'
import { showPicture } from './damage-photo.tsx'
import { useSession } from './session-context.ts'

const t = textsOf(workerDamageTexts)

/** What was told as broken on a line and stands; each can be withdrawn with a second press. */
export function DamageList(props: { damages: readonly Damaged[]; unit: string }): JSX.Element {
  return (
    <Show when={props.damages.length > 0}>
      <h3>{t().toldBefore}</h3>
      <ul class="w-damage-list">
        <For each={props.damages}>{(damage) => <Told damage={damage} unit={props.unit} />}</For>
      </ul>
    </Show>
  )
}

function Told(props: { damage: Damaged; unit: string }): JSX.Element {
  const session = useSession()
  const { replica, nameOf } = useWorker()
  const [asked, setAsked] = createSignal(false)
  // Not a resource: a panel that is open must not vanish while a picture is read.
  const [bytes, setBytes] = createSignal<Uint8Array<ArrayBuffer>>()
  createEffect(() => {
    const { photo } = props.damage
    if (photo !== undefined) void replica.photo(photo).then((found) => setBytes(() => found))
  })
  const url = createMemo(() => {
    const found = bytes()
    return found && showPicture(found)
  })
  return (
    <li>
      <Show when={url()}>{(source) => <img src={source()} alt={t().photo} />}</Show>
      <span>
        <b class="figures">
          {quantity(props.damage.qty)} {props.unit}
        </b>
        <span class="quiet">
          {nameOf(props.damage.by)}
          {props.damage.text ? `: ${props.damage.text}` : ''}
        </span>
      </span>
      <Button
        size="touch"
        kind={asked() ? 'stop' : 'secondary'}
        onClick={() => (asked() ? void session.withdrawDamage(props.damage) : setAsked(true))}
      >
        {asked() ? t().withdrawIt : t().withdraw}
      </Button>
    </li>
  )
}
