import type { ExceptionRow } from 'shared-schema/api/exceptions.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { For, type JSX, Show } from 'solid-js'
import { quantity } from '../../ui/format.ts'
import { textsOf } from '../../ui/language.ts'
import { withUnit } from '../units.ts'
import { quantityBar } from './quantity-parts.ts'

const t = textsOf(adminTexts)

/** The quantity as figures and as a bar: each picker's part, a mark at what was requested, hatched beyond it. */
export function QuantityFigure(props: { row: ExceptionRow }): JSX.Element {
  const bar = () => quantityBar(props.row)
  const unit = () => props.row.unit
  return (
    <Show when={bar()}>
      {(shown) => (
        <section class="desk-quantity" aria-label={t().exceptions.quantityTitle}>
          <dl>
            <div>
              <dt>{t().exceptions.requested}</dt>
              <dd>{withUnit(shown().requested, unit())}</dd>
            </div>
            <div>
              <dt>{t().exceptions.picked}</dt>
              <dd>{withUnit(shown().picked, unit())}</dd>
            </div>
            <Show when={shown().over > 0}>
              <div data-tone="attention">
                <dt>{t().exceptions.over}</dt>
                <dd>{withUnit(shown().over, unit())}</dd>
              </div>
            </Show>
            <Show when={shown().missing > 0}>
              <div data-tone="attention">
                <dt>{t().exceptions.missing}</dt>
                <dd>{withUnit(shown().missing, unit())}</dd>
              </div>
            </Show>
          </dl>
          <div
            class="desk-quantity-bar"
            role="img"
            aria-label={t().exceptions.barLabel(
              withUnit(shown().requested, unit()),
              withUnit(shown().picked, unit()),
              withUnit(shown().over, unit()),
            )}
          >
            <For each={shown().parts}>
              {(part) => (
                <span style={{ 'inline-size': `${part.share * 100}%` }}>
                  {part.worker.split(' ')[0]} {quantity(part.qty)}
                </span>
              )}
            </For>
            <Show when={shown().requestedAt < 1}>
              <i data-over style={{ 'inset-inline-start': `${shown().requestedAt * 100}%` }} />
            </Show>
            <i data-mark style={{ 'inset-inline-start': `${shown().requestedAt * 100}%` }} />
          </div>
        </section>
      )}
    </Show>
  )
}
