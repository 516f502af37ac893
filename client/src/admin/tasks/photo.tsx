import { adminTexts } from 'shared-schema/messages/admin.ts'
import { createEffect, createSignal, type JSX, onCleanup, Show } from 'solid-js'
import { textsOf } from '../../ui/language.ts'
import { useDesk } from '../desk.tsx'

const t = textsOf(adminTexts)

/** A photo a worker took: small, and large on a press. One that is still on its way appears when it arrives. */
export function Photo(props: { sha256: string; title: string }): JSX.Element {
  const desk = useDesk()
  const [url, setUrl] = createSignal<string>()
  let large: HTMLDialogElement | undefined
  let gone = false
  onCleanup(() => {
    gone = true
    const shown = url()
    if (shown !== undefined) URL.revokeObjectURL(shown)
  })
  const load = async (sha256: string) => {
    const answer = await desk.session.fetch(`/api/photos/${sha256}`)
    if (!answer.ok || !answer.value.ok || gone || url() !== undefined) return
    setUrl(URL.createObjectURL(await answer.value.blob()))
  }
  createEffect(() => void load(props.sha256))
  onCleanup(
    desk.onChange(['pantheon'], (change) => {
      const concerned = change === 'anything' || change.key.includes(props.sha256)
      if (concerned && url() === undefined) void load(props.sha256)
    }),
  )
  return (
    <Show when={url()} fallback={<p class="desk-photo-waits quiet">{t().tasks.photoWaits}</p>}>
      {(source) => (
        <>
          <button
            type="button"
            class="desk-photo"
            aria-label={t().tasks.enlarge(props.title)}
            onClick={() => large?.showModal()}
          >
            <img src={source()} alt="" />
          </button>
          <dialog ref={large} class="desk-photo-large" aria-label={props.title}>
            <button type="button" aria-label={t().tasks.closePhoto} onClick={() => large?.close()}>
              <img src={source()} alt={t().tasks.photoOf(props.title)} />
            </button>
          </dialog>
        </>
      )}
    </Show>
  )
}
