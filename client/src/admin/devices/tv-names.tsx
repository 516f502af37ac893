import Eye from 'lucide-solid/icons/eye'
import EyeOff from 'lucide-solid/icons/eye-off'
import type { Settings } from 'shared-schema/api/settings.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { createSignal, type JSX, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { textsOf } from '../../ui/language.ts'
import { showToast } from '../../ui/toast.tsx'
import { useDesk } from '../desk.tsx'
import { createQuery } from '../query.ts'
import { failureWords } from '../shell/failure-notice.tsx'

const t = textsOf(adminTexts)

/** The switch that hides names on every TV. */
export function TvNames(): JSX.Element {
  const desk = useDesk()
  const query = createQuery<Settings>(
    () => (desk.may('device.enrol') ? '/api/settings' : undefined),
    ['people'],
  )
  const [busy, setBusy] = createSignal(false)
  async function flip(hidden: boolean): Promise<void> {
    setBusy(true)
    const answer = await desk.send<Settings>('/api/settings', { names_hidden: hidden }, 'PATCH')
    setBusy(false)
    if (answer.ok) query.reload()
    else showToast(failureWords(answer.failure).what, 'stop')
  }
  return (
    <Show when={query.value()}>
      {(settings) => (
        <Button
          icon={settings().names_hidden ? <EyeOff /> : <Eye />}
          title={t().devices.tvNamesHint}
          disabled={busy()}
          onClick={() => void flip(!settings().names_hidden)}
        >
          {t().devices.tvNames}: {settings().names_hidden ? t().devices.namesHidden : t().devices.namesShown}
        </Button>
      )}
    </Show>
  )
}
