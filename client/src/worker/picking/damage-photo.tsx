import Camera from 'lucide-solid/icons/camera'
import { workerDamageTexts } from 'shared-schema/messages/worker/damage.ts'
import { createMemo, createSignal, type JSX, onCleanup, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { textsOf } from '../../ui/language.ts'
import { StatusMark } from '../../ui/status-mark.tsx'
import { shrinkPhoto } from './shrink-photo.ts'

const t = textsOf(workerDamageTexts)

/** Takes one picture with the camera of the phone, made small at once. */
export function DamagePhoto(props: {
  picture: Uint8Array<ArrayBuffer> | undefined
  onPicture: (picture: Uint8Array<ArrayBuffer> | undefined) => void
}): JSX.Element {
  const [state, setState] = createSignal<'ready' | 'preparing' | 'unreadable'>('ready')
  let input: HTMLInputElement | undefined
  const url = createMemo(() => props.picture && showPicture(props.picture))
  const take = async (file: File | undefined) => {
    if (file === undefined) return
    setState('preparing')
    const small = await shrinkPhoto(file)
    setState(small === undefined ? 'unreadable' : 'ready')
    if (small !== undefined) props.onPicture(small)
  }
  return (
    <div class="w-damage-photo">
      <input
        ref={input}
        type="file"
        accept="image/*"
        capture="environment"
        class="spoken"
        tabindex="-1"
        aria-label={t().takePhoto}
        onChange={(event) => {
          void take(event.currentTarget.files?.[0])
          // The same picture again would be no change otherwise.
          event.currentTarget.value = ''
        }}
      />
      <Show when={url()}>{(source) => <img src={source()} alt={t().photo} />}</Show>
      <div>
        <Button
          size="touch"
          icon={<Camera />}
          disabled={state() === 'preparing'}
          onClick={() => input?.click()}
        >
          {state() === 'preparing' ? t().preparing : url() ? t().takeAnother : t().takePhoto}
        </Button>
        <Show when={url()}>
          <Button size="touch" onClick={() => props.onPicture(undefined)}>
            {t().removePhoto}
          </Button>
        </Show>
      </div>
      <Show when={state() === 'unreadable'}>
        <p role="alert">
          <StatusMark tone="attention">{t().photoUnreadable}</StatusMark>
        </p>
      </Show>
    </div>
  )
}

/** An address for bytes, as long as what asked for it is on the screen. */
export function showPicture(bytes: Uint8Array<ArrayBuffer>): string {
  const url = URL.createObjectURL(new Blob([bytes], { type: 'image/jpeg' }))
  onCleanup(() => URL.revokeObjectURL(url))
  return url
}
