import CircleQuestionMark from 'lucide-solid/icons/circle-question-mark'
import PackageMinus from 'lucide-solid/icons/package-minus'
import PackageOpen from 'lucide-solid/icons/package-open'
import PackageX from 'lucide-solid/icons/package-x'
import SearchX from 'lucide-solid/icons/search-x'
import type { PlannedLine } from 'shared-schema/domain/picking/task.ts'
import {
  checkShortageReason,
  type ShortageReasonCode,
  shortageReasons,
} from 'shared-schema/domain/requisition/shortage-reasons.ts'
import { createSignal, For, type JSX, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { quantity } from '../../ui/format.ts'
import { Tile } from '../../ui/tile.tsx'
import { Panel } from '../panel.tsx'
import { useSession } from './session-context.ts'
import { useTaskWords } from './words.ts'

const icons: Record<ShortageReasonCode, () => JSX.Element> = {
  out_of_stock: () => <PackageMinus />,
  not_found: () => <SearchX />,
  damaged: () => <PackageX />,
  wrong_item: () => <PackageOpen />,
  other: () => <CircleQuestionMark />,
}

/** Rest is missing: one tap on a reason closes the line with what was found; only "other" asks for words. */
export default function MissingPanel(props: { line: PlannedLine; onClose: () => void }): JSX.Element {
  const { picking: t } = useTaskWords()
  const session = useSession()
  const [writing, setWriting] = createSignal(false)
  const [text, setText] = createSignal('')
  const missing = () => quantity(session.state().lines.get(props.line.line)?.missing ?? 0)
  const close = async (reason: ShortageReasonCode) => {
    const said = text().trim()
    if (await session.closeRest(props.line, { reason, ...(said !== '' && { text: said }) })) props.onClose()
  }

  return (
    <Panel
      title={t().missingTitle(missing(), props.line.unit)}
      onClose={props.onClose}
      foot={
        writing() && (
          <Button
            size="touch"
            kind="primary"
            disabled={!checkShortageReason('other', text()).ok}
            onClick={() => void close('other')}
          >
            {t().closeLine}
          </Button>
        )
      }
    >
      <p class="quiet">
        {props.line.name}. {t().missingHint}
      </p>
      <Show
        when={writing()}
        fallback={
          <div class="w-tiles">
            <For each={shortageReasons}>
              {({ code, needsText }) => (
                <Tile
                  icon={icons[code]()}
                  title={t().reasons[code]}
                  onClick={() => (needsText ? setWriting(true) : void close(code))}
                />
              )}
            </For>
          </div>
        }
      >
        <TextField
          size="touch"
          label={t().otherReason}
          rows={3}
          maxlength={1000}
          ref={(field) => queueMicrotask(() => field.focus())}
          value={text()}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </Show>
    </Panel>
  )
}
