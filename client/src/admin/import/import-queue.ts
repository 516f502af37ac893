import type { ImportJob } from 'shared-schema/api/import.ts'
import { type Accessor, createSignal } from 'solid-js'
import type { RequestFailure } from '../../auth/answer.ts'
import type { DeskSession } from '../../auth/desk-session.ts'
import { sendFile } from './send-file.ts'

/** One file on its way into the system. */
export type ImportRun = {
  readonly key: number
  readonly name: string
  readonly state:
    | { readonly phase: 'waiting' }
    /** 0 to 1 of the bytes have left. */
    | { readonly phase: 'sending'; readonly share: number }
    | { readonly phase: 'reading' }
    | { readonly phase: 'answered'; readonly job: ImportJob }
    | { readonly phase: 'failed'; readonly failure: RequestFailure }
}

export type ImportQueue = {
  /** Newest first. */
  readonly runs: Accessor<readonly ImportRun[]>
  readonly add: (files: Iterable<File>) => void
  readonly retry: (key: number) => void
}

/** Sends files one after the other, whatever page is open meanwhile. */
export function createImportQueue(session: DeskSession): ImportQueue {
  const [runs, setRuns] = createSignal<readonly ImportRun[]>([])
  const files = new Map<number, File>()
  let key = 0
  let last: Promise<void> = Promise.resolve()

  const mark = (which: number, state: ImportRun['state']) => {
    setRuns((all) => all.map((run) => (run.key === which ? { ...run, state } : run)))
  }
  async function run(which: number): Promise<void> {
    const file = files.get(which)
    if (file === undefined) return
    mark(which, { phase: 'sending', share: 0 })
    const answer = await sendFile(session, file, (share) => {
      mark(which, share < 1 ? { phase: 'sending', share } : { phase: 'reading' })
    })
    mark(
      which,
      answer.ok ? { phase: 'answered', job: answer.value } : { phase: 'failed', failure: answer.failure },
    )
  }
  const enqueue = (which: number) => {
    mark(which, { phase: 'waiting' })
    last = last.then(() => run(which))
  }
  return {
    runs,
    add: (added) => {
      for (const file of added) {
        key += 1
        files.set(key, file)
        const fresh: ImportRun = { key, name: file.name, state: { phase: 'waiting' } }
        setRuns((all) => [fresh, ...all])
        enqueue(key)
      }
    },
    retry: enqueue,
  }
}
