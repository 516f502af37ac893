import type { ErrorCode } from '../../domain/error-codes.ts'

/** An expected failure in the words of the person who meets it. */
export type ErrorWords = {
  /** What happened. */
  readonly what: string
  /** What became of the work, where "nothing is lost" is not the whole truth. */
  readonly lost?: string
  /** What to do now. */
  readonly todo: string
}

/** Every code of the registry has its words: a new code does not compile without them. */
export type ErrorCatalogue = Readonly<Record<ErrorCode, ErrorWords>>
