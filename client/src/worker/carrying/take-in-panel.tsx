import FileUp from 'lucide-solid/icons/file-up'
import QrCode from 'lucide-solid/icons/qr-code'
import { readCarried } from 'shared-schema/documents/carried-events.ts'
import { workerCameraTexts } from 'shared-schema/messages/worker/camera.ts'
import { workerCarryingTexts } from 'shared-schema/messages/worker/carrying.ts'
import { createSignal, type JSX, lazy, onCleanup, Show } from 'solid-js'
import { unpack } from '../../replica/carrying/pack.ts'
import { createSeriesReader, type SeriesProgress } from '../../replica/carrying/qr-series.ts'
import { openCamera } from '../../scanning/open-camera.ts'
import { Banner } from '../../ui/banner.tsx'
import { textsOf } from '../../ui/language.ts'
import { Tile } from '../../ui/tile.tsx'
import { Panel } from '../panel.tsx'
import { useWorker } from '../worker-context.ts'
import { type TakeOutcome, takeOutcomeWords } from './take-outcome.ts'
import './carrying.css'

const t = textsOf(workerCarryingTexts)
const camera = textsOf(workerCameraTexts)
const CameraView = lazy(openCamera)
/** So many missing codes are named; more would only be read by nobody. */
const MOST_NAMED = 6

/** Records of a device that cannot send, brought in by camera, by trigger or as a file. */
export default function TakeInPanel(props: { onClose: () => void }): JSX.Element {
  const { replica, hub, sound } = useWorker()
  const reader = createSeriesReader()
  const [looking, setLooking] = createSignal(false)
  const [progress, setProgress] = createSignal<Extract<SeriesProgress, { kind: 'part' }>>()
  const [outcome, setOutcome] = createSignal<TakeOutcome>()
  let chooser: HTMLInputElement | undefined

  const settle = (came: TakeOutcome) => {
    setOutcome(came)
    setProgress(undefined)
    setLooking(false)
    sound.play(came.kind === 'taken' || came.kind === 'taken_before' ? 'success' : 'stop')
  }
  const takeText = async (text: string | undefined) => {
    const read = readCarried(text ?? '')
    if (!read.ok) return settle({ kind: 'unreadable', code: read.failure.code })
    const { name, events } = read.carried
    if (events.length === 0) return settle({ kind: 'empty' })
    const stored = await replica.takeIn(read.carried)
    if (!stored.ok) return settle({ kind: 'not_stored' })
    settle(
      stored.fresh > 0
        ? { kind: 'taken', count: stored.fresh, from: name }
        : { kind: 'taken_before', from: name },
    )
  }
  const takeCode = (code: string) => {
    const seen = reader.take(code)
    if (seen.kind === 'part') {
      setOutcome(undefined)
      setProgress(seen)
    } else if (seen.kind === 'whole') void unpack(seen.bytes).then(takeText)
    else if (seen.kind === 'other' && progress() === undefined) setOutcome({ kind: 'foreign_code' })
  }
  onCleanup(hub.take(({ code }) => takeCode(code)))

  const state = () => {
    const part = progress()
    if (part === undefined) return t().aimFirst
    const few = part.missing.length <= MOST_NAMED ? t().missing(part.missing.join(', ')) : ''
    return [t().progress(part.have, part.of), few].filter(Boolean).join(' · ')
  }
  return (
    <Panel title={t().takeTitle} onClose={props.onClose}>
      <p>{t().takeIntro}</p>
      <Show when={outcome()}>
        {(came) => {
          const words = () => takeOutcomeWords(came())
          return (
            <Banner tone={words().tone} title={words().title}>
              {words().text}
            </Banner>
          )
        }}
      </Show>
      <Show when={progress()}>
        <p class="w-codes-count figures" role="status">
          {state()}
        </p>
      </Show>
      <Tile
        icon={<QrCode />}
        title={t().scanCodes}
        note={t().scanCodesNote}
        onClick={() => setLooking(true)}
      />
      <Tile
        icon={<FileUp />}
        title={t().chooseFile}
        note={t().chooseFileNote}
        onClick={() => chooser?.click()}
      />
      <input
        ref={chooser}
        type="file"
        class="spoken"
        tabindex="-1"
        aria-label={t().chooseFile}
        accept=".json,application/json"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? []
          event.currentTarget.value = ''
          if (file !== undefined) void file.text().then(takeText)
        }}
      />
      <Show when={looking()}>
        <CameraView texts={camera()} onScan={({ code }) => takeCode(code)} onClose={() => setLooking(false)}>
          <p class="w-codes-count figures">{state()}</p>
        </CameraView>
      </Show>
    </Panel>
  )
}
