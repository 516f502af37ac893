import { adminTexts } from 'shared-schema/messages/admin.ts'
import { createSignal, type JSX, onCleanup, Show } from 'solid-js'
import { Banner } from '../../ui/banner.tsx'
import { time } from '../../ui/format.ts'
import { textsOf } from '../../ui/language.ts'
import { StatusMark } from '../../ui/status-mark.tsx'
import { useDesk } from '../desk.tsx'

const t = textsOf(adminTexts)

/** A line that is cut for less than this heals before anybody needs to know, ms. */
const QUIET_MS = 3_000

/** The state of the line in a word, always in the same corner. */
export function ConnectionMark(): JSX.Element {
  const desk = useDesk()
  const lost = createLost()
  return (
    <span data-testid="connection">
      <Show when={!lost()} fallback={<StatusMark tone="stale">{t().shell.connectionLost}</StatusMark>}>
        <StatusMark tone={desk.live().lastHeardAt === undefined ? 'busy' : 'ok'}>
          {desk.live().lastHeardAt === undefined ? t().shell.connecting : t().shell.live}
        </StatusMark>
      </Show>
    </span>
  )
}

/** Says that what is shown may be old, since when, and that nothing is lost. Goes away by itself. */
export function ConnectionNotice(): JSX.Element {
  const desk = useDesk()
  const lost = createLost()
  const since = () => time(desk.live().lastHeardAt ?? desk.now(), true)
  return (
    <Show when={lost()}>
      <Banner tone="stale" title={`${t().shell.connectionLost} · ${t().shell.lastKnown(since())}`}>
        {t().shell.connectionLostHint}
      </Banner>
    </Show>
  )
}

function createLost(): () => boolean {
  const desk = useDesk()
  const [late, setLate] = createSignal(false)
  let since: number | undefined
  const timer = setInterval(() => {
    if (desk.live().state === 'live') since = undefined
    else since ??= performance.now()
    setLate(since !== undefined && performance.now() - since > QUIET_MS)
  }, 500)
  onCleanup(() => clearInterval(timer))
  return late
}
