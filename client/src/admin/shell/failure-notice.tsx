import { adminTexts } from 'shared-schema/messages/admin.ts'
import { commonTexts } from 'shared-schema/messages/common.ts'
import { errorWords } from 'shared-schema/messages/errors.ts'
import { type JSX, Show } from 'solid-js'
import type { RequestFailure } from '../../auth/answer.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { language, textsOf } from '../../ui/language.ts'

const t = textsOf(adminTexts)
const common = textsOf(commonTexts)

/**
 * What became of a request: what happened, that nothing is lost, what to do.
 * @param reading nothing was to be changed, so it does not matter whether the request arrived
 */
export function failureWords(failure: RequestFailure, reading = false): { what: string; rest: string } {
  if (failure.code === 'network_unreachable') {
    const rest = reading ? t().shell.readNotReached : t().shell.requestNotSent
    return { what: t().shell.connectionLost, rest }
  }
  const { what, lost, todo } = errorWords(failure.code, language())
  return { what, rest: `${lost} ${todo}` }
}

/** A failure at the place it concerns. `onRetry` belongs to readings and reads again. */
export function FailureNotice(props: {
  failure: RequestFailure
  onRetry?: (() => void) | undefined
  children?: JSX.Element
}): JSX.Element {
  const words = () => failureWords(props.failure, props.onRetry !== undefined)
  const tone = () => (props.failure.code === 'network_unreachable' ? 'stale' : 'stop')
  return (
    <Banner
      tone={tone()}
      title={words().what}
      action={
        <Show when={![403, 404].includes(props.failure.status) && props.onRetry}>
          {(retry) => <Button onClick={() => retry()()}>{common().retry}</Button>}
        </Show>
      }
    >
      {words().rest}
      {props.children}
    </Banner>
  )
}
