import { adminTexts } from 'shared-schema/messages/admin.ts'
import type { JSX } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { houseZone } from '../../ui/house-zone.ts'
import { textsOf } from '../../ui/language.ts'
import { useDesk } from '../desk.tsx'
import { lastDays, type ReportPeriod } from './report-query.ts'

const t = textsOf(adminTexts)
/** The house counts its days by this zone, wherever the browser stands. */

type Change = { from: string | null; to: string | null }

/** The period of the report: by day, or by one press. */
export function ReportFilters(props: {
  period: { readonly [K in keyof ReportPeriod]: ReportPeriod[K] | undefined }
  onChange: (period: Change) => void
}): JSX.Element {
  const desk = useDesk()
  const present = (): Change => ({ from: props.period.from ?? null, to: props.period.to ?? null })
  const preset = (days: number) => lastDays(days, desk.now(), houseZone())
  const isPreset = (days: number) => {
    const { from, to } = preset(days)
    return props.period.from === from && props.period.to === to
  }
  return (
    <div class="desk-report-filters">
      <Field
        label={t().reports.from}
        type="date"
        value={props.period.from ?? ''}
        onChange={(event) => props.onChange({ ...present(), from: event.currentTarget.value || null })}
      />
      <Field
        label={t().reports.to}
        type="date"
        value={props.period.to ?? ''}
        onChange={(event) => props.onChange({ ...present(), to: event.currentTarget.value || null })}
      />
      <div class="ui-choice">
        <Button aria-pressed={isPreset(1)} onClick={() => props.onChange(preset(1))}>
          {t().reports.today}
        </Button>
        <Button aria-pressed={isPreset(7)} onClick={() => props.onChange(preset(7))}>
          {t().reports.week}
        </Button>
        <Button aria-pressed={isPreset(30)} onClick={() => props.onChange(preset(30))}>
          {t().reports.month}
        </Button>
        <Button
          aria-pressed={!props.period.from && !props.period.to}
          onClick={() => props.onChange({ from: null, to: null })}
        >
          {t().reports.always}
        </Button>
      </div>
    </div>
  )
}
