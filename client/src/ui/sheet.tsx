import X from 'lucide-solid/icons/x'
import { commonTexts } from 'shared-schema/messages/common.ts'
import { createUniqueId, type JSX, onCleanup, onMount } from 'solid-js'
import { textsOf } from './language.ts'
import './sheet.css'

const t = textsOf(commonTexts)

type SheetProps = {
  title: JSX.Element
  onClose: () => void
  children: JSX.Element
  /** Buttons that must stay in reach while the content scrolls. */
  foot?: JSX.Element
  /** `bottom` for a thumb, `side` for a desk. */
  from?: 'bottom' | 'side'
}

/**
 * A panel over the page, on the browser's own modal dialog: focus stays inside, Escape and a press beside it
 * close it, and focus returns to where it was. Mount it to open it.
 */
export function Sheet(props: SheetProps): JSX.Element {
  const title = createUniqueId()
  let dialog: HTMLDialogElement | undefined
  onMount(() => {
    dialog?.showModal?.()
    // A press beside the panel lands on the dialog itself; for the keyboard Escape does the same.
    dialog?.addEventListener('click', (event) => event.target === dialog && props.onClose())
  })
  onCleanup(() => dialog?.close?.())
  return (
    <dialog
      ref={dialog}
      class="ui-sheet"
      data-from={props.from ?? 'bottom'}
      aria-labelledby={title}
      onCancel={(event) => {
        event.preventDefault()
        props.onClose()
      }}
    >
      <div class="ui-sheet-panel">
        <header>
          <h2 id={title}>{props.title}</h2>
          <button type="button" class="ui-sheet-close" aria-label={t().close} onClick={() => props.onClose()}>
            <X />
          </button>
        </header>
        <div class="ui-sheet-body">{props.children}</div>
        {props.foot && <footer>{props.foot}</footer>}
      </div>
    </dialog>
  )
}
