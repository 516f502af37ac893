import QrCode from 'lucide-solid/icons/qr-code'
import type { enrolmentResponse } from 'shared-schema/api/auth.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { createEffect, createSignal, For, type JSX, on, Show } from 'solid-js'
import type * as z from 'zod'
import type { RequestFailure } from '../../auth/answer.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { duration } from '../../ui/format.ts'
import { textsOf } from '../../ui/language.ts'
import { useDesk } from '../desk.tsx'
import { createQuery } from '../query.ts'
import { FailureNotice } from '../shell/failure-notice.tsx'
import { SidePanel } from '../shell/side-panel.tsx'
import type { DeviceList } from './device-list.ts'
import { enrolmentAddress } from './enrolment-address.ts'
import { QrPicture } from './qr-picture.tsx'
import './enrol-panel.css'

const t = textsOf(adminTexts)
type Enrolment = z.infer<typeof enrolmentResponse>

/** Makes a code that enrols one device, and shows it until a device has used it. */
export default function EnrolPanel(): JSX.Element {
  const desk = useDesk()
  const [kind, setKind] = createSignal<'handheld' | 'tv'>('handheld')
  const [name, setName] = createSignal('')
  const [enrolment, setEnrolment] = createSignal<Enrolment>()
  const [madeAt, setMadeAt] = createSignal(0)
  const [busy, setBusy] = createSignal(false)
  const [failure, setFailure] = createSignal<RequestFailure>()
  const devices = createQuery<DeviceList>(() => '/api/devices', ['devices'])
  const [enrolled, setEnrolled] = createSignal<string>()
  let known: ReadonlySet<string> | undefined

  async function make(event?: SubmitEvent): Promise<void> {
    event?.preventDefault()
    setBusy(true)
    const answer = await desk.send<Enrolment>('/api/devices/enrolments', {
      kind: kind(),
      ...(name().trim() !== '' && { name: name().trim() }),
    })
    setBusy(false)
    setFailure(answer.ok ? undefined : answer.failure)
    if (!answer.ok) return
    known = new Set(devices.value()?.items.map((device) => device.id))
    setEnrolled(undefined)
    setMadeAt(desk.now())
    setEnrolment(answer.value)
  }
  createEffect(
    on(devices.value, (list) => {
      const fresh = list?.items.find((device) => known && !known.has(device.id) && device.kind === kind())
      if (fresh && enrolment()) setEnrolled(fresh.name)
    }),
  )
  const address = () =>
    enrolmentAddress(
      enrolment()?.origin ?? location.origin,
      enrolment()?.kind ?? kind(),
      enrolment()?.code ?? '',
    )
  const left = () => (enrolment()?.expires_at ?? 0) - Math.max(desk.now(), madeAt())
  return (
    <SidePanel kind={t().devices.title} title={t().devices.enrolTitle} subject="enrol" back="/devices">
      {() => (
        <Show
          when={enrolment()}
          fallback={
            <form class="desk-enrol" onSubmit={(event) => void make(event)}>
              <fieldset class="ui-choice">
                <legend>{t().devices.enrolKind}</legend>
                <For each={['handheld', 'tv'] as const}>
                  {(each) => (
                    <Button aria-pressed={kind() === each} onClick={() => setKind(each)}>
                      {t().devices.kinds[each]}
                    </Button>
                  )}
                </For>
              </fieldset>
              <Field
                label={t().devices.enrolName}
                hint={t().devices.enrolNameHint}
                maxlength={60}
                value={name()}
                onInput={(event) => setName(event.currentTarget.value)}
              />
              <Show when={failure()}>{(failed) => <FailureNotice failure={failed()} />}</Show>
              <Button type="submit" kind="primary" icon={<QrCode />} disabled={busy()}>
                {busy() ? t().devices.making : t().devices.makeCode}
              </Button>
            </form>
          }
        >
          {(made) => (
            <div class="desk-enrol">
              <Show when={enrolled()}>
                {(device) => <Banner tone="ok" title={t().devices.enrolledNow(device())} />}
              </Show>
              <Show when={left() > 0} fallback={<Banner tone="stale" title={t().devices.expired} />}>
                <Show when={enrolled() === undefined}>
                  <h3>{made().kind === 'tv' ? t().devices.scanThisTv : t().devices.scanThis}</h3>
                  <QrPicture text={address()} label={t().devices.qrLabel(address())} />
                  <p>{made().kind === 'tv' ? t().devices.tvHint : t().devices.scanHint}</p>
                  <p class="code desk-enrol-address">{address()}</p>
                  <p class="quiet">{t().devices.orType}</p>
                  <p class="code desk-enrol-code">{made().code}</p>
                  <p class="quiet figures">{t().devices.validFor(duration(left()))}</p>
                </Show>
              </Show>
              <Button onClick={() => setEnrolment(undefined)}>{t().devices.newCode}</Button>
            </div>
          )}
        </Show>
      )}
    </SidePanel>
  )
}
