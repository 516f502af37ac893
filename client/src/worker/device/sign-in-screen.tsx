import Users from 'lucide-solid/icons/users'
import { foldText } from 'shared-schema/domain/fold-text.ts'
import { workerSignInTexts } from 'shared-schema/messages/worker/sign-in.ts'
import { workerStripTexts } from 'shared-schema/messages/worker/strip.ts'
import { createMemo, createSignal, For, type JSX, onCleanup, Show } from 'solid-js'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Field } from '../../ui/field.tsx'
import { textsOf } from '../../ui/language.ts'
import { LanguageChoice } from '../../ui/preferences.tsx'
import { StatusMark } from '../../ui/status-mark.tsx'
import { Tile } from '../../ui/tile.tsx'
import { showToast } from '../../ui/toast.tsx'
import { watch } from '../watch.ts'
import { useWorker } from '../worker-context.ts'
import { DeviceNotices } from './device-notices.tsx'
import { connectionWord } from './device-state.ts'
import { PinScreen } from './pin-screen.tsx'
import './sign-in-screen.css'

const t = textsOf(workerSignInTexts)
const strip = textsOf(workerStripTexts)

/** With more people than this a name is found faster by typing than by scrolling. */
const SEARCH_FROM = 12

/** Who works: people as tiles, then a PIN. Those who have worked on this device come first: they can do it offline. */
export function SignInScreen(): JSX.Element {
  const { replica, hub, sound } = useWorker()
  const people = watch(replica.people)
  const known = watch(replica.knownWorkers)
  const connection = watch(replica.connection)
  const unsent = watch(replica.unsent)
  const site = watch(replica.site)
  const [chosen, setChosen] = createSignal<string>()
  const [wanted, setWanted] = createSignal('')

  const workers = createMemo(() =>
    people()
      .filter(({ role, active }) => role === 'MAGACIONER' && active)
      .sort((a, b) => a.name.localeCompare(b.name, 'sr-Latn')),
  )
  const found = createMemo(() => workers().filter(({ name }) => foldText(name).includes(foldText(wanted()))))
  const here = createMemo(() => found().filter(({ id }) => known().includes(id)))
  const others = createMemo(() => found().filter(({ id }) => !known().includes(id)))
  const person = createMemo(() => workers().find(({ id }) => id === chosen()))
  onCleanup(
    hub.take(() => {
      sound.play('attention')
      showToast(t().signInFirst, 'attention')
    }),
  )
  const network = () => connectionWord(connection())
  const offline = () => connection().state === 'offline'

  return (
    <Show
      when={person()}
      fallback={
        <main class="w-scroll">
          <div class="w-column">
            <header class="w-sign-in-head">
              <div class="w-heading">
                <p class="quiet">{site()?.company}</p>
                <h1>{t().whoTitle}</h1>
              </div>
              <div class="w-sign-in-state">
                <span data-testid="connection" data-state={network().word}>
                  <StatusMark tone={network().tone}>{strip()[network().word]}</StatusMark>
                </span>
                <Show when={unsent().count > 0}>
                  <span data-testid="unsent" data-count={unsent().count}>
                    <StatusMark tone="busy">{strip().here(unsent().count)}</StatusMark>
                  </span>
                </Show>
              </div>
            </header>
            <DeviceNotices place="sign_in" />
            <Show when={workers().length >= SEARCH_FROM}>
              <Field
                size="touch"
                label={t().find}
                type="search"
                value={wanted()}
                onInput={(event) => setWanted(event.currentTarget.value)}
              />
            </Show>
            <Show
              when={workers().length > 0}
              fallback={
                <EmptyState icon={<Users />} title={t().nobody}>
                  {t().nobodyText}
                </EmptyState>
              }
            >
              <Show when={here().length > 0}>
                <h2 class="w-section">{t().onThisDevice}</h2>
                <div class="w-tiles">
                  <For each={here()}>
                    {({ id, name }) => (
                      <Tile icon={<Initials name={name} />} title={name} onClick={() => setChosen(id)} />
                    )}
                  </For>
                </div>
              </Show>
              <Show when={others().length > 0}>
                <Show when={here().length > 0}>
                  <h2 class="w-section">{t().others}</h2>
                </Show>
                <div class="w-tiles">
                  <For each={others()}>
                    {({ id, name }) => (
                      <Tile
                        icon={<Initials name={name} />}
                        title={name}
                        note={offline() ? t().needsNetwork : undefined}
                        onClick={() => setChosen(id)}
                      />
                    )}
                  </For>
                </div>
              </Show>
            </Show>
            <LanguageChoice size="touch" />
          </div>
        </main>
      }
    >
      {(worker) => <PinScreen person={worker()} onBack={() => setChosen(undefined)} />}
    </Show>
  )
}

/** Two letters in a square: faster to find than a name when the list is familiar. */
function Initials(props: { name: string }): JSX.Element {
  const letters = () =>
    props.name
      .split(/\s+/)
      .map((word) => word.charAt(0))
      .slice(0, 2)
      .join('')
  return (
    <span class="w-initials" aria-hidden="true">
      {letters()}
    </span>
  )
}
