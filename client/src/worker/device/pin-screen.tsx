import Delete from 'lucide-solid/icons/delete'
import { workerSignInTexts } from 'shared-schema/messages/worker/sign-in.ts'
import { createSignal, For, type JSX, onCleanup, onMount, Show } from 'solid-js'
import type { SignInFailure } from '../../replica/replica.ts'
import { Button } from '../../ui/button.tsx'
import { textsOf } from '../../ui/language.ts'
import { watch } from '../watch.ts'
import { useWorker } from '../worker-context.ts'
import { signInWords } from './sign-in-words.ts'
import './pin-screen.css'

const t = textsOf(workerSignInTexts)
const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9']
/** Longer than any PIN; more would only be a stuck key. */
const MOST_DIGITS = 12

/** The PIN of the chosen worker, on keys of our own: the soft keyboard would cover half of a small screen. */
export function PinScreen(props: {
  person: { readonly id: string; readonly name: string }
  onBack: () => void
}): JSX.Element {
  const { replica, sound, hub } = useWorker()
  const connection = watch(replica.connection)
  const [pin, setPin] = createSignal('')
  const [busy, setBusy] = createSignal(false)
  const [failure, setFailure] = createSignal<SignInFailure>()

  const press = (digit: string) => {
    setFailure(undefined)
    if (!busy() && pin().length < MOST_DIGITS) setPin(pin() + digit)
  }
  const erase = () => setPin(pin().slice(0, -1))
  const submit = async () => {
    if (busy() || pin() === '') return
    setBusy(true)
    // Browsers want a touch for it, and this is the one that every day of work begins with.
    void replica.persist()
    const answer = await replica.signIn(props.person.id, pin())
    setBusy(false)
    setPin('')
    sound.play(answer.ok ? 'success' : 'stop')
    if (!answer.ok) setFailure(answer.failure)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (/^\d$/.test(event.key)) press(event.key)
    else if (event.key === 'Backspace') erase()
    else if (event.key === 'Escape') props.onBack()
    // A focused button answers Enter itself.
    else if (event.key === 'Enter' && !(event.target instanceof HTMLButtonElement)) void submit()
  }
  onMount(() => document.addEventListener('keydown', onKeyDown))
  // A scan is no PIN; the digits of it that came before it was known to be one go again.
  onCleanup(hub.take(() => setPin('')))
  onCleanup(() => document.removeEventListener('keydown', onKeyDown))

  return (
    <main class="w-pin">
      <header>
        <h1>{t().pinTitle(props.person.name)}</h1>
        <Button size="touch" kind="quiet" onClick={() => props.onBack()}>
          {t().notMe}
        </Button>
      </header>
      <div class="w-pin-state">
        <p class="w-pin-dots" role="img" aria-label={t().entered(pin().length)}>
          <For each={[...pin()]}>{() => <i />}</For>
        </p>
        <p class="w-pin-word" role="status" data-failed={failure() ? '' : undefined}>
          <Show
            when={failure()}
            fallback={busy() ? t().checking : connection().state === 'offline' ? t().offline : ''}
          >
            {(failed) => signInWords(failed())}
          </Show>
        </p>
      </div>
      <div class="w-pin-keys">
        <For each={DIGITS}>
          {(digit) => (
            <button type="button" aria-label={t().digit(digit)} onClick={() => press(digit)}>
              {digit}
            </button>
          )}
        </For>
        <button type="button" class="w-pin-erase" aria-label={t().erase} onClick={erase}>
          <Delete />
        </button>
        <button type="button" aria-label={t().digit('0')} onClick={() => press('0')}>
          0
        </button>
        <button
          type="button"
          class="w-pin-enter"
          disabled={busy() || pin() === ''}
          onClick={() => void submit()}
        >
          {t().enter}
        </button>
      </div>
    </main>
  )
}
