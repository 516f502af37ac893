import { A } from '@solidjs/router'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { createMemo, For, type JSX, Show } from 'solid-js'
import { duration } from '../../ui/format.ts'
import { textsOf } from '../../ui/language.ts'
import { StatusMark } from '../../ui/status-mark.tsx'
import { useDesk } from '../desk.tsx'
import { oldestAge } from '../devices/device-health.ts'
import type { DeviceRow } from '../devices/device-list.ts'

const t = textsOf(adminTexts)

/** Devices that hold work the server does not have yet, as they last said so. */
export function UnsentDevices(props: { devices: readonly DeviceRow[] | undefined }): JSX.Element {
  const desk = useDesk()
  const unsent = createMemo(() =>
    props.devices
      ?.filter((device) => (device.unsent ?? 0) > 0 && device.revoked_at === null)
      .toSorted((a, b) => (a.oldest_unsent ?? 0) - (b.oldest_unsent ?? 0)),
  )
  return (
    <Show when={unsent()}>
      {(list) => (
        <section class="desk-card">
          <header>
            <h2>{t().today.unsent}</h2>
            <A href="/devices">{t().today.seeAllDevices}</A>
          </header>
          <ul>
            <For
              each={list()}
              fallback={
                <li>
                  <StatusMark tone="ok">{t().today.noUnsent}</StatusMark>
                </li>
              }
            >
              {(device) => (
                <li class="desk-unsent">
                  <A href={`/devices/${device.id}`}>{device.name}</A>
                  <StatusMark tone={device.online ? 'busy' : 'attention'}>
                    {t().today.unsentEvents(device.unsent ?? 0)}
                  </StatusMark>
                  <span class="quiet figures">
                    <Show when={device.oldest_unsent}>
                      {t().today.oldest(duration(oldestAge(device, desk.now()) ?? 0))}
                    </Show>
                  </span>
                </li>
              )}
            </For>
          </ul>
        </section>
      )}
    </Show>
  )
}
