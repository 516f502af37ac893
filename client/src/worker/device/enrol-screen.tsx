import QrCode from 'lucide-solid/icons/qr-code'
import { commonTexts } from 'shared-schema/messages/common.ts'
import { workerCameraTexts } from 'shared-schema/messages/worker/camera.ts'
import { workerSignInTexts } from 'shared-schema/messages/worker/sign-in.ts'
import { createSignal, type JSX, lazy, onCleanup, onMount, Show } from 'solid-js'
import type { SignInFailure } from '../../replica/replica.ts'
import { openCamera } from '../../scanning/open-camera.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { textsOf } from '../../ui/language.ts'
import { LanguageChoice } from '../../ui/preferences.tsx'
import { Tile } from '../../ui/tile.tsx'
import { useWorker } from '../worker-context.ts'
import { enrolmentCode } from './enrolment-code.ts'
import { formerDevice } from './former-device.ts'
import { signInWords } from './sign-in-words.ts'
import './enrol-screen.css'

const t = textsOf(workerSignInTexts)
const common = textsOf(commonTexts)
const camera = textsOf(workerCameraTexts)
const CameraView = lazy(openCamera)

/**
 * A new device: connected once, by a supervisor's QR code, by typing the code, or by a login on demo systems. With `onLeave` it was
 * connected before and stays the same device, with all of its work.
 */
export default function EnrolScreen(props: { onLeave?: () => void }): JSX.Element {
  const { replica, hub, sound } = useWorker()
  const [busy, setBusy] = createSignal(false)
  const [looking, setLooking] = createSignal(false)
  const [failure, setFailure] = createSignal<SignInFailure>()
  const [code, setCode] = createSignal('')
  const [username, setUsername] = createSignal('')
  const [pin, setPin] = createSignal('')

  const enrol = async (how: Parameters<typeof replica.enrol>[0]) => {
    if (busy()) return
    setBusy(true)
    setFailure(undefined)
    const answer = await replica.enrol(how)
    setBusy(false)
    sound.play(answer.ok ? 'success' : 'stop')
    if (answer.ok) return props.onLeave?.()
    setFailure(answer.failure)
    setPin('')
  }
  const useCode = (text: string) => {
    setLooking(false)
    void enrol({ code: enrolmentCode(text) })
  }
  onCleanup(hub.take(({ code: scanned }) => useCode(scanned)))
  onMount(() => {
    // A phone that read the QR with its own camera arrives with the code in the address; it works once.
    if (!location.hash.includes('enrol=')) return
    const arrived = location.hash
    history.replaceState(null, '', location.pathname)
    useCode(arrived)
  })

  return (
    <main class="w-scroll">
      <div class="w-column w-enrol">
        <header class="w-heading">
          <p class="w-enrol-product">{common().product}</p>
          <h1>{props.onLeave ? t().againTitle : t().enrolTitle}</h1>
          <p class="quiet">{props.onLeave ? t().againIntro : t().enrolIntro}</p>
        </header>
        <Show when={props.onLeave === undefined && formerDevice()}>
          {(name) => (
            <Banner tone="attention" title={t().evicted(name())}>
              {t().evictedText}
            </Banner>
          )}
        </Show>
        <Show when={window.isSecureContext === false}>
          <Banner tone="stop" title={t().insecure}>
            {t().insecureText}
          </Banner>
        </Show>
        <Show when={failure()?.code !== 'origin_insecure' && failure()}>
          {(failed) => (
            <Banner tone="stop" title={t().enrolFailed}>
              {signInWords(failed())}
            </Banner>
          )}
        </Show>
        <Tile
          icon={<QrCode />}
          title={t().enrolScan}
          note={t().enrolScanNote}
          disabled={busy()}
          onClick={() => setLooking(true)}
        />
        <form
          class="w-enrol-form"
          onSubmit={(event) => {
            event.preventDefault()
            if (code().trim() !== '') useCode(code())
          }}
        >
          <Field
            size="touch"
            label={t().enrolCode}
            hint={t().enrolCodeNote}
            class="code"
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            value={code()}
            onInput={(event) => setCode(event.currentTarget.value)}
          />
          <Button size="touch" kind="primary" type="submit" disabled={busy() || code().trim() === ''}>
            {busy() ? t().enrolWorking : t().enrolUse}
          </Button>
        </form>
        <details class="w-fold">
          <summary>{t().enrolLogin}</summary>
          <form
            class="w-enrol-form"
            onSubmit={(event) => {
              event.preventDefault()
              void enrol({ username: username().trim(), pin: pin() })
            }}
          >
            <p class="quiet">{t().enrolLoginNote}</p>
            <Field
              size="touch"
              label={t().username}
              autocomplete="username"
              autocapitalize="none"
              spellcheck={false}
              value={username()}
              onInput={(event) => setUsername(event.currentTarget.value)}
            />
            <Field
              size="touch"
              label={t().pin}
              type="password"
              inputmode="numeric"
              autocomplete="current-password"
              value={pin()}
              onInput={(event) => setPin(event.currentTarget.value)}
            />
            <Button
              size="touch"
              kind="primary"
              type="submit"
              disabled={busy() || username().trim() === '' || pin() === ''}
            >
              {busy() ? t().enrolWorking : t().enrolLogin}
            </Button>
          </form>
        </details>
        <Show when={props.onLeave}>
          {(leave) => (
            <Button size="touch" wide onClick={() => leave()()}>
              {t().againLater}
            </Button>
          )}
        </Show>
        <LanguageChoice size="touch" />
      </div>
      <Show when={looking()}>
        <CameraView
          texts={camera()}
          onScan={({ code: scanned }) => useCode(scanned)}
          onClose={() => setLooking(false)}
        />
      </Show>
    </main>
  )
}
