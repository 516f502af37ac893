import FileUp from 'lucide-solid/icons/file-up'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { createSignal, type JSX, Show } from 'solid-js'
import { textsOf } from '../../ui/language.ts'
import './drop-files.css'

const t = textsOf(adminTexts)

/** Lets files be dropped anywhere on what it surrounds. */
export function DropFiles(props: {
  disabled?: boolean
  onFiles: (files: File[]) => void
  children: JSX.Element
}): JSX.Element {
  // Leaving a child fires as well: only the count tells whether the files are still above.
  const [depth, setDepth] = createSignal(0)
  const carriesFiles = (event: DragEvent) =>
    !props.disabled && (event.dataTransfer?.types.includes('Files') ?? false)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one way of three, the others are a button and a link
    <div
      class="desk-drop"
      onDragEnter={(event) => carriesFiles(event) && setDepth(depth() + 1)}
      onDragLeave={(event) => carriesFiles(event) && setDepth(Math.max(0, depth() - 1))}
      onDragOver={(event) => carriesFiles(event) && event.preventDefault()}
      onDrop={(event) => {
        if (!carriesFiles(event)) return
        event.preventDefault()
        setDepth(0)
        props.onFiles([...(event.dataTransfer?.files ?? [])])
      }}
    >
      {props.children}
      <Show when={depth() > 0}>
        <div class="desk-drop-veil">
          <FileUp />
          <strong>{t().import.dropNow}</strong>
        </div>
      </Show>
    </div>
  )
}
