import Flashlight from 'lucide-solid/icons/flashlight'
import X from 'lucide-solid/icons/x'
import { createSignal, type JSX, onCleanup, onMount, Show } from 'solid-js'
import type { Box } from './aiming-box.ts'
import { type CameraSession, type CameraState, startCamera } from './camera-session.ts'
import type { CameraTexts } from './camera-texts.ts'
import { GROUP_SEPARATOR, type Scan } from './scan.ts'
import './camera-view.css'

export type CameraViewProps = {
  readonly texts: CameraTexts
  readonly onScan: (scan: Scan) => void
  readonly onClose: () => void
  /** What the last scan did; shown between picture and buttons, so that the line stays in view. */
  readonly children?: JSX.Element
}

/** How long the box shows that a code was seen, in ms; whether it counted is for the caller to say. */
const SEEN_MS = 700

/** Full-screen camera with an aiming box. Opens the camera when mounted and gives it back when removed. */
export default function CameraView(props: CameraViewProps): JSX.Element {
  const [state, setState] = createSignal<CameraState>({ kind: 'starting' })
  const [seen, setSeen] = createSignal('')
  let view: HTMLDivElement | undefined
  let video: HTMLVideoElement | undefined
  let box: HTMLDivElement | undefined
  let session: CameraSession | undefined
  let fading: ReturnType<typeof setTimeout> | undefined

  const onScan = (scan: Scan) => {
    setSeen(scan.code.replaceAll(GROUP_SEPARATOR, ' '))
    clearTimeout(fading)
    fading = setTimeout(() => setSeen(''), SEEN_MS)
    props.onScan(scan)
  }
  const start = () => {
    if (!video || !box) return
    const aimed = { video, box }
    session?.close()
    session = startCamera({ video, aim: () => relative(aimed.box, aimed.video), onScan, onState: setState })
  }
  // At document level: the focus rests in the scanner's field, outside of this screen.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') props.onClose()
  }
  onMount(() => {
    document.addEventListener('keydown', onKeyDown)
    // Kept only by those who steer with the keyboard; their next Tab is then the first button here.
    view?.focus({ preventScroll: true })
    start()
  })
  onCleanup(() => {
    document.removeEventListener('keydown', onKeyDown)
    clearTimeout(fading)
    session?.close()
  })

  const torch = () => {
    const now = state()
    return now.kind === 'looking' ? now.torch : 'none'
  }
  const failure = () => {
    const now = state()
    return now.kind === 'failed' ? props.texts.failures[now.code] : undefined
  }
  const status = () => {
    const { starting, aim, paused } = props.texts
    return { starting, looking: aim, paused, failed: failure() ?? '' }[state().kind]
  }

  return (
    <div
      ref={view}
      class="camera-view"
      role="dialog"
      aria-label={props.texts.title}
      tabindex="-1"
      data-state={state().kind}
    >
      <div class="camera-picture">
        <video ref={video} muted playsinline autoplay tabindex="-1" />
        <div ref={box} class="camera-box" classList={{ 'camera-box-seen': seen() !== '' }} aria-hidden="true">
          <span class="camera-seen">{seen()}</span>
        </div>
      </div>
      <div class="camera-panel">
        <p class="camera-status" role="status">
          {status()}
        </p>
        {props.children}
        <div class="camera-buttons">
          <Show when={torch() !== 'none'}>
            <button
              type="button"
              aria-pressed={torch() === 'on'}
              onClick={() => void session?.setTorch(torch() !== 'on')}
            >
              <Flashlight aria-hidden="true" />
              {torch() === 'on' ? props.texts.torchOff : props.texts.torchOn}
            </button>
          </Show>
          <Show when={failure()}>
            <button type="button" onClick={start}>
              {props.texts.retry}
            </button>
          </Show>
          <button type="button" class="camera-close" onClick={() => props.onClose()}>
            <X aria-hidden="true" />
            {props.texts.close}
          </button>
        </div>
      </div>
    </div>
  )
}

function relative(inner: HTMLElement, outer: HTMLElement): Box {
  const a = inner.getBoundingClientRect()
  const b = outer.getBoundingClientRect()
  return { x: a.x - b.x, y: a.y - b.y, width: a.width, height: a.height }
}
