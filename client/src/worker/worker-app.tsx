import {
  createEffect,
  createMemo,
  createSignal,
  type JSX,
  lazy,
  Match,
  onCleanup,
  Show,
  Switch,
} from 'solid-js'
import type { Replica } from '../replica/replica.ts'
import type { FeedbackSound } from '../scanning/feedback-sound.ts'
import { keepScreenOn } from '../scanning/wake-lock.ts'
import type { AppUpdate } from '../service-worker/update.ts'
import { followHouseZone } from '../ui/house-zone.ts'
import { Toasts } from '../ui/toast.tsx'
import { rememberDevice } from './device/former-device.ts'
import { OtherTabScreen } from './device/other-tab-screen.tsx'
import { SignInScreen } from './device/sign-in-screen.tsx'
import { createRoute } from './route.ts'
import type { ScanHub } from './scan-hub.ts'
import { TaskGate } from './tasks/task-gate.tsx'
import { TaskListScreen } from './tasks/task-list-screen.tsx'
import { watch } from './watch.ts'
import { MeProvider, WorkerProvider } from './worker-context.ts'
import './worker.css'

// Met once in the life of a phone, and not without a network.
const EnrolScreen = lazy(() => import('./device/enrol-screen.tsx'))

type WorkerAppProps = { replica: Replica; update: AppUpdate; hub: ScanHub; sound: FeedbackSound }

/** The handheld: enrolled first, then somebody signed in, then tasks. */
export function WorkerApp(props: WorkerAppProps): JSX.Element {
  const { replica, update, hub, sound } = props
  const device = watch(replica.device)
  const signedIn = watch(replica.signedIn)
  const people = watch(replica.people)
  const site = watch(replica.site)
  const storage = watch(replica.storage)
  const route = createRoute()
  const [connecting, setConnecting] = createSignal(device() !== undefined && location.hash.includes('enrol='))

  const names = createMemo(() => new Map(people().map(({ id, name }) => [id, name])))
  const nameOf = (person: string) => names().get(person) ?? person
  const affixes = createMemo(() => `${site()?.scanPrefix ?? ''}\n${site()?.scanSuffix ?? ''}`)
  createEffect(() => {
    const [prefix = '', suffix = ''] = affixes().split('\n')
    if (prefix !== '' || suffix !== '') hub.listen({ prefix, suffix })
  })
  createEffect(() => {
    const name = device()?.name
    if (name !== undefined) rememberDevice(name)
  })
  createEffect(() => {
    const zone = site()?.timeZone
    if (zone !== undefined) followHouseZone(zone)
  })
  onCleanup(keepScreenOn())
  onCleanup(
    replica.connection.subscribe(() => {
      // It would be half an hour before the browser asks by itself.
      if (replica.connection.get().blocked === 'protocol_too_old') update.look()
    }),
  )

  return (
    <WorkerProvider value={{ replica, update, hub, sound, nameOf, connectAgain: () => setConnecting(true) }}>
      <div class="worker">
        <Switch>
          <Match when={storage().otherTab}>
            <OtherTabScreen />
          </Match>
          <Match when={device() === undefined}>
            <EnrolScreen />
          </Match>
          <Match when={connecting()}>
            <EnrolScreen onLeave={() => setConnecting(false)} />
          </Match>
          <Match when={signedIn() === undefined}>
            <SignInScreen />
          </Match>
          <Match when={signedIn()}>
            {(me) => (
              <MeProvider value={me}>
                <Show when={taskId(route())} keyed fallback={<TaskListScreen />}>
                  {(id) => <TaskGate id={id} />}
                </Show>
              </MeProvider>
            )}
          </Match>
        </Switch>
        <Toasts />
      </div>
    </WorkerProvider>
  )
}

function taskId(route: ReturnType<ReturnType<typeof createRoute>>): string | undefined {
  return route.at === 'task' ? route.id : undefined
}
