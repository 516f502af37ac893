import type { Permission } from 'shared-schema/domain/people.ts'
import { createEffect, createMemo, type JSX, Match, Show, Switch } from 'solid-js'
import type { DeskSession } from '../auth/desk-session.ts'
import type { Platform } from '../replica/platform.ts'
import type { AppUpdate } from '../service-worker/update.ts'
import { followHouseZone } from '../ui/house-zone.ts'
import { signalOf } from '../ui/signal-of.ts'
import { Toasts } from '../ui/toast.tsx'
import { DeskProvider } from './desk.tsx'
import { DeskRoutes } from './desk-routes.tsx'
import { Starting } from './shell/starting.tsx'
import { SignIn } from './sign-in/sign-in.tsx'
import './admin-app.css'

type Owner = { readonly id: string; readonly permissions: ReadonlySet<Permission> }

/**
 * The supervisor's desk. When a sign-in ends under way, the page stays as it is behind the question for the
 * password, and what was being sent goes on afterwards.
 */
export default function AdminApp(props: {
  session: DeskSession
  platform: Platform
  update: AppUpdate
}): JSX.Element {
  const state = signalOf(props.session.state)
  const lapsed = () => {
    const now = state()
    return now.state === 'lapsed' ? now.person : undefined
  }
  createEffect(() => {
    const now = state()
    if (now.state === 'signed_in') followHouseZone(now.timeZone)
  })
  // One desk per person: signing in again as the same one keeps the page, another one gets a fresh page.
  const desk = createMemo((before: Owner | undefined): Owner | undefined => {
    const now = state()
    if (now.state === 'lapsed') return before
    if (now.state !== 'signed_in') return undefined
    if (before?.id === now.person.id) return before
    return { id: now.person.id, permissions: now.permissions }
  })
  return (
    <>
      <Switch>
        <Match when={state().state === 'starting'}>
          <Starting />
        </Match>
        <Match when={state().state === 'signed_out'}>
          <SignIn session={props.session} />
        </Match>
      </Switch>
      <Show when={desk()} keyed>
        {({ permissions }) => (
          <div class="desk-root" inert={lapsed() !== undefined}>
            <DeskProvider session={props.session} platform={props.platform} permissions={permissions}>
              <DeskRoutes update={props.update} />
            </DeskProvider>
          </div>
        )}
      </Show>
      <Show when={lapsed()}>{(person) => <SignIn session={props.session} again={person().username} />}</Show>
      <Toasts />
    </>
  )
}
