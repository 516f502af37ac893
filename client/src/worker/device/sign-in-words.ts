import { errorCodes } from 'shared-schema/domain/error-codes.ts'
import { errorSentence } from 'shared-schema/messages/errors.ts'
import { workerSignInTexts } from 'shared-schema/messages/worker/sign-in.ts'
import type { SignInFailure } from '../../replica/replica.ts'
import { time } from '../../ui/format.ts'
import { language, textsOf } from '../../ui/language.ts'

const t = textsOf(workerSignInTexts)

/** Why enrolling or signing in failed, in words: what happened, that nothing is lost, what to do. */
export function signInWords(failure: SignInFailure): string {
  if ('triesLeft' in failure && failure.triesLeft !== undefined) {
    return `${t().wrong} ${t().triesLeft(failure.triesLeft)}`
  }
  if ('retryAt' in failure) return t().locked(time(failure.retryAt))
  if (failure.code === 'first_login_needs_network') return t().firstNeedsNetwork
  if (failure.code === 'origin_insecure') return t().insecureText
  if (failure.code === 'network_unreachable') return t().unreachable
  if (failure.code === 'credentials_wrong') return t().wrong
  const known = Object.hasOwn(errorCodes, failure.code)
  return known ? errorSentence(failure.code, language()) : t().failed
}
