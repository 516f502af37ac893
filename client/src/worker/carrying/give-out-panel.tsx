import FileDown from 'lucide-solid/icons/file-down'
import QrCode from 'lucide-solid/icons/qr-code'
import Share from 'lucide-solid/icons/share-2'
import { workerCarryingTexts } from 'shared-schema/messages/worker/carrying.ts'
import { createSignal, type JSX, Show } from 'solid-js'
import { textsOf } from '../../ui/language.ts'
import { Tile } from '../../ui/tile.tsx'
import { showToast } from '../../ui/toast.tsx'
import { Panel } from '../panel.tsx'
import { useWorker } from '../worker-context.ts'
import { carriedFile, download } from './carried-file.ts'
import { CodesPanel } from './codes-panel.tsx'
import './carrying.css'

const t = textsOf(workerCarryingTexts)

/** Unsent work on its way past the network: as QR codes for another phone, or as a file. */
export default function GiveOutPanel(props: { onClose: () => void }): JSX.Element {
  const { replica } = useWorker()
  // What waits at this moment: the codes must not change while somebody scans them.
  const given = replica.giveOut()
  const [codes, setCodes] = createSignal(false)
  const some = given !== undefined && given.events.length > 0 ? given : undefined
  const file = some && carriedFile(some)
  const shareable = file !== undefined && navigator.canShare?.({ files: [file] }) === true
  const share = async (shared: File) => {
    try {
      await navigator.share({ files: [shared] })
    } catch (error) {
      // The worker thought better of it.
      if (error instanceof DOMException && error.name === 'AbortError') return
      showToast(t().notShared, 'attention')
    }
  }

  return (
    <Show
      when={codes() && some}
      fallback={
        <Panel title={t().giveTitle} onClose={props.onClose}>
          <Show when={some} fallback={<p>{t().nothingToGive}</p>}>
            {(waiting) => (
              <>
                <p>{t().giveIntro(waiting().events.length)}</p>
                <Tile
                  icon={<QrCode />}
                  title={t().asCodes}
                  note={t().asCodesNote}
                  onClick={() => setCodes(true)}
                />
                <Tile
                  icon={<FileDown />}
                  title={t().asFile}
                  note={t().asFileNote}
                  onClick={() => {
                    if (file === undefined) return
                    download(file)
                    showToast(t().saved)
                  }}
                />
                <Show when={shareable && file}>
                  {(shared) => (
                    <Tile icon={<Share />} title={t().share} onClick={() => void share(shared())} />
                  )}
                </Show>
                <p class="quiet">{t().giveSafe}</p>
              </>
            )}
          </Show>
        </Panel>
      }
    >
      {(waiting) => <CodesPanel carried={waiting()} onClose={() => setCodes(false)} />}
    </Show>
  )
}
