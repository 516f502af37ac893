import ArrowRight from 'lucide-solid/icons/arrow-right'
import { workerReceivingTexts } from 'shared-schema/messages/worker/receiving.ts'
import { workerStripTexts } from 'shared-schema/messages/worker/strip.ts'
import { createMemo, type JSX, Show } from 'solid-js'
import { duration } from '../../ui/format.ts'
import { textsOf } from '../../ui/language.ts'
import { StatusShape } from '../../ui/status-mark.tsx'
import { createNow, watch } from '../watch.ts'
import { useMe, useWorker } from '../worker-context.ts'
import { connectionWord, unsentTone } from './device-state.ts'
import { watchOwnCounts } from './own-counts.ts'
import './status-strip.css'

const t = textsOf(workerStripTexts)
const receiving = textsOf(workerReceivingTexts)

/** Ages on the strip are told in whole seconds at first, so it looks that often. */
const LOOK_EVERY_MS = 1_000

/**
 * The promise made visible, always on top: who works, how far the task is, whether there is a network, how much is
 * saved here and not yet sent, and since when. The whole strip is one button to the state of the device.
 */
export function StatusStrip(props: {
  /** How far: lines of the task, or tasks. */
  progress: JSX.Element
  tasks: readonly string[]
  open: boolean
  onToggle: () => void
}): JSX.Element {
  const { replica } = useWorker()
  const me = useMe()
  const connection = watch(replica.connection)
  const unsent = watch(replica.unsent)
  const photos = watch(replica.photos)
  const now = createNow(LOOK_EVERY_MS)
  const counts = watchOwnCounts(
    replica,
    () => me().worker,
    () => props.tasks,
  )
  const network = createMemo(() => connectionWord(connection()))
  // A picture follows its event and is worth waiting for, but nobody has to hurry for it.
  const tone = () => {
    const records = unsentTone(unsent(), now())
    return records === 'ok' && photos().waiting > 0 ? 'busy' : records
  }
  const age = () => {
    const { oldestAt } = unsent()
    return oldestAt === undefined ? undefined : duration(now() - oldestAt)
  }

  return (
    <button
      type="button"
      class="w-strip"
      aria-expanded={props.open}
      data-waiting={unsent().count + photos().waiting > 0 ? '' : undefined}
      onClick={() => props.onToggle()}
    >
      <span class="spoken">{t().openStatus}: </span>
      <span class="w-strip-who">{me().name}</span>
      <span class="w-strip-network" data-testid="connection" data-state={network().word}>
        <StatusShape tone={network().tone} />
        {t()[network().word]}
      </span>
      <span class="w-strip-progress figures">{props.progress}</span>
      <span
        class="w-strip-unsent figures"
        data-testid="unsent"
        data-count={unsent().count}
        data-tone={tone()}
      >
        <StatusShape tone={tone()} />
        <Show when={unsent().refused > 0}>
          <b>{t().refused(unsent().refused)}</b>
        </Show>
        <Show
          when={unsent().count > 0}
          fallback={
            <Show
              when={photos().waiting === 0}
              fallback={<b data-testid="photos">{receiving().photosWaiting(photos().waiting)}</b>}
            >
              <span>
                {t().allSent}
                <Show when={counts().sent > 0}> · {counts().sent}</Show>
              </span>
            </Show>
          }
        >
          <b>{t().here(unsent().count)}</b>
          <span>{age()}</span>
          <ArrowRight />
          <span>{t().sent(counts().sent)}</span>
        </Show>
      </span>
    </button>
  )
}
