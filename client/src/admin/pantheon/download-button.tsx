import Download from 'lucide-solid/icons/download'
import type { JSX } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { language } from '../../ui/language.ts'
import { showToast } from '../../ui/toast.tsx'
import { useDesk } from '../desk.tsx'
import { failureWords } from '../shell/failure-notice.tsx'
import { saveFile } from '../table/save-file.ts'

/** Saves what an address answers as a file, in the language of the screen. */
export function DownloadButton(props: { path: string; file: string; children: JSX.Element }): JSX.Element {
  const desk = useDesk()
  async function save(): Promise<void> {
    const path = `${props.path}${props.path.includes('?') ? '&' : '?'}lang=${language()}`
    const answer = await desk.session.fetch(path)
    if (!answer.ok) return showToast(failureWords(answer.failure, true).what, 'stop')
    const type = answer.value.headers.get('content-type') ?? 'application/octet-stream'
    saveFile(props.file, await answer.value.blob(), type)
  }
  return (
    <Button icon={<Download />} onClick={() => void save()}>
      {props.children}
    </Button>
  )
}
