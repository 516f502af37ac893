import Smartphone from 'lucide-solid/icons/smartphone'
import type { ExceptionRow, exceptionSide } from 'shared-schema/api/exceptions.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { For, type JSX, Show } from 'solid-js'
import type * as z from 'zod'
import { date, time } from '../../ui/format.ts'
import { textsOf } from '../../ui/language.ts'
import { reasonName } from '../tasks/reason-name.ts'
import { withUnit } from '../units.ts'

const t = textsOf(adminTexts)
type Side = z.infer<typeof exceptionSide>

/** Both sides next to each other: who, when, on which device, and what they saw or did. */
export function Sides(props: { row: ExceptionRow }): JSX.Element {
  return (
    <section aria-label={t().exceptions.sides}>
      <ul class="desk-sides">
        <For each={props.row.sides}>
          {(side) => (
            <li data-role={side.role}>
              <p class="quiet">{t().exceptions.roles[side.role]}</p>
              <h3>{side.worker_name}</h3>
              <p class="desk-side-quantity figures">{withUnit(side.qty, props.row.unit)}</p>
              <p>
                {accountOf(side, props.row.unit)}
                <Show when={side.reason}>{(reason) => <> · {reasonName(reason())}</>}</Show>
              </p>
              <p class="figures">{spanOf(side)}</p>
              <Show when={side.device_name ?? side.device}>
                {(device) => (
                  <p class="quiet desk-side-device">
                    <Smartphone aria-hidden="true" /> {device()}
                  </p>
                )}
              </Show>
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}

/** What the figure of a side is: scans, what was counted at an act, or what the ERP asks for now. */
function accountOf(side: Side, unit: string | null): string {
  if (side.role === 'picked') return t().exceptions.scans(side.events)
  if (side.role !== 'erp') return t().exceptions.sideCounted
  return t().exceptions.erpAsked(withUnit(side.before ?? 0, unit))
}

/** `14:05:12–14:09:40`, with the day in front: shifts end, exceptions stay. */
function spanOf(side: Side): string {
  const from = `${date(side.first_at)} ${time(side.first_at, true)}`
  if (time(side.first_at, true) === time(side.last_at, true)) return from
  return `${from}\u2013${time(side.last_at, true)}`
}
