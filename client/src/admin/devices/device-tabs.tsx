import { A } from '@solidjs/router'
import type { quarantineList } from 'shared-schema/api/quarantine.ts'
import { bringEventsTexts } from 'shared-schema/messages/admin/bring-events.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { type JSX, Show } from 'solid-js'
import type * as z from 'zod'
import { textsOf } from '../../ui/language.ts'
import { Badge } from '../../ui/status-mark.tsx'
import { useDesk } from '../desk.tsx'
import { createQuery } from '../query.ts'
import '../shell/tabs.css'

const t = textsOf(adminTexts)
const bring = textsOf(bringEventsTexts)

/** Devices and what was refused from them. */
export function DeviceTabs(): JSX.Element {
  const desk = useDesk()
  const refused = createQuery<z.infer<typeof quarantineList>>(
    () => (desk.may('device.read') ? '/api/quarantine?status=open&limit=1' : undefined),
    ['quarantine'],
  )
  return (
    <nav class="desk-tabs" aria-label={t().devices.title}>
      <A href="/devices" end activeClass="">
        {t().devices.allDevices}
      </A>
      <A href="/devices/refused" activeClass="">
        {t().devices.refusedTab}
        <Show when={(refused.value()?.total ?? 0) > 0}>
          <Badge tone="stop">{refused.value()?.total}</Badge>
        </Show>
      </A>
      <Show when={desk.may('device.enrol')}>
        <A href="/devices/import" activeClass="">
          {bring().tab}
        </A>
      </Show>
    </nav>
  )
}
