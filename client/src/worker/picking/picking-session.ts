import { buildLocationIndex } from 'shared-schema/domain/barcode/location-index.ts'
import type { CodeCandidate } from 'shared-schema/domain/barcode/lookup.ts'
import { buildTaskIndex } from 'shared-schema/domain/barcode/task-index.ts'
import type { Picked, WorkAct } from 'shared-schema/domain/picking/event.ts'
import { foldTask } from 'shared-schema/domain/picking/fold.ts'
import type { PlannedLine, TaskPlan } from 'shared-schema/domain/picking/task.ts'
import type { Thousandths } from 'shared-schema/domain/quantity.ts'
import { type Accessor, batch, createMemo, createSignal } from 'solid-js'
import type { Replica } from '../../replica/replica.ts'
import type { FeedbackSound } from '../../scanning/feedback-sound.ts'
import type { Scan } from '../../scanning/scan.ts'
import { watch } from '../watch.ts'
import {
  closeLine,
  finishPart,
  type Hand,
  isPausedBy,
  lastOwnPick,
  pick,
  reopenLine,
  resumePart,
} from './acts.ts'
import { type Notice, noticeTone, type Question } from './notice.ts'
import { decideArticle, decideScan, type ScanOutcome, type Situation, wouldExceed } from './scan-decision.ts'
import { keepSkipped, skippedBefore } from './skipped-lines.ts'
import { nextOpenLine, walkOrder } from './walk.ts'

/** The last thing that was recorded here: stays in view until the next. */
export type LastAct = {
  readonly kind: 'picked' | 'undone'
  readonly line: PlannedLine
  readonly qty: Thousandths
  readonly total: Thousandths
  readonly at: number
}

export type PickingSession = ReturnType<typeof createPickingSession>

/**
 * One worker at one task: which line is in hand, what a scan led to, what waits for an answer. Scans and presses are
 * worked off one after the other, each on the state that the one before it left.
 */
export function createPickingSession(input: {
  replica: Replica
  plan: Accessor<TaskPlan>
  worker: Accessor<string>
  sound: FeedbackSound
}) {
  const { replica, plan, worker, sound } = input
  const events = watch(replica.events(plan().id))
  const catalogue = watch(replica.catalogue)
  const site = watch(replica.site)

  const [skipped, setSkipped] = createSignal(skippedBefore(plan().id, worker()))
  const [chosen, setChosen] = createSignal<{ readonly line: string; readonly pinned: boolean }>()
  const [atLocation, setAtLocation] = createSignal<string>()
  const [notice, setNotice] = createSignal<Notice>()
  const [question, setQuestion] = createSignal<{ readonly ask: Question; readonly askedAt: number }>()
  const [last, setLast] = createSignal<LastAct>()
  /** A line whose code named the article but not how much: the keypad opens for it. */
  const [asksQuantity, setAsksQuantity] = createSignal<string>()

  /** The scan that led to the open question, or to the keypad. */
  let pending: Scan | undefined

  const state = createMemo(() => foldTask(plan(), events()))
  const order = createMemo(() => walkOrder(plan().lines, skipped()))
  const current = createMemo<PlannedLine | undefined>(() => {
    const hand = chosen()
    const line = order().find(({ line: id }) => id === hand?.line)
    const open = line && state().lines.get(line.line)?.status === 'open'
    return line && (open || hand?.pinned) ? line : nextOpenLine(order(), state(), hand?.line)
  })
  const places = createMemo(() => ({
    task: buildTaskIndex(plan().lines, catalogue()),
    catalogue: catalogue(),
    templates: site()?.variableMeasure ?? [],
    locations: buildLocationIndex([
      ...(site()?.locations ?? []),
      ...plan().lines.flatMap(({ location }) => location ?? []),
    ]),
  }))
  const paused = createMemo(() => isPausedBy(worker(), events()))
  const finished = createMemo(() => state().finished.has(worker()))

  const hand = (): Hand => ({ task: plan().id, worker: worker(), state: state() })
  const total = (line: PlannedLine) => state().lines.get(line.line)?.picked ?? 0
  const tell = (next: Notice) => {
    setNotice(() => next)
    const tone = noticeTone(next)
    sound.play(tone === 'ok' ? 'success' : tone)
  }

  /** Nothing is shown or heard as done before the device has it on disk. */
  const record = async (acts: readonly WorkAct[]): Promise<boolean> => {
    if (acts.length === 0) return true
    try {
      const outcome = await replica.record(acts)
      if (!outcome.ok) tell({ kind: 'not_recorded', code: outcome.failure.code })
      return outcome.ok
    } catch (bug) {
      // Whatever went wrong, the worker must not walk on believing that it was counted.
      tell({ kind: 'not_recorded', code: 'storage_failed' })
      throw bug
    }
  }

  const recordPick = async (
    line: PlannedLine,
    qty: Thousandths,
    naming: { readonly way: Scan['way']; readonly code?: string; readonly symbology?: string },
    more: { readonly moved: boolean; readonly checkDigitBad: boolean; readonly first?: readonly WorkAct[] },
  ): Promise<boolean> => {
    const location = atLocation()
    const here = location !== undefined && location === line.location ? { location } : {}
    const acts = [...(more.first ?? []), ...pick(hand(), line.line, qty, { ...naming, ...here })]
    if (!(await record(acts))) return false
    batch(() => {
      setQuestion(undefined)
      setChosen({ line: line.line, pinned: false })
      setLast({ kind: 'picked', line, qty, total: total(line), at: Date.now() })
      const { moved, checkDigitBad } = more
      tell({ kind: 'picked', line, qty, total: total(line), moved, checkDigitBad })
    })
    return true
  }

  const situation = (): Situation => {
    const open = question()
    const asking =
      open && (open.ask.kind === 'ask_over' || open.ask.kind === 'still_asking')
        ? { line: open.ask.line.line, qty: open.ask.qty, askedAt: open.askedAt }
        : undefined
    return {
      state: state(),
      order: order(),
      current: current()?.line,
      places: places(),
      scanLocation: site()?.scanLocation ?? false,
      atLocation: atLocation(),
      asking,
    }
  }

  const ask = (next: Question, at: number) => {
    setNotice(undefined)
    setQuestion({ ask: next, askedAt: at })
    sound.play('attention')
  }

  const apply = async (outcome: ScanOutcome, scan: Scan): Promise<void> => {
    // `unknown` says nothing about a printed code; a symbology that was not told is left out of the event.
    const symbology = scan.symbology === 'unknown' ? {} : { symbology: scan.symbology }
    switch (outcome.kind) {
      case 'pick':
        await recordPick(outcome.line, outcome.qty, { way: scan.way, code: scan.code, ...symbology }, outcome)
        return
      case 'still_asking':
        // The question stands as it was asked; only a later repetition can answer it.
        sound.play('attention')
        return
      case 'ask_over':
      case 'ask_reopen':
      case 'choose':
        pending = scan
        ask(outcome, scan.at)
        return
      case 'ask_quantity':
        pending = scan
        setQuestion(undefined)
        setChosen({ line: outcome.line.line, pinned: true })
        setAsksQuantity(outcome.line.line)
        sound.play('attention')
        return
      case 'location_ok':
        setQuestion(undefined)
        setAtLocation(outcome.location)
        if (outcome.moved) setChosen({ line: outcome.line.line, pinned: false })
        tell(outcome)
        return
      default:
        setQuestion(undefined)
        tell(outcome)
    }
  }
  let tail: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    // A failure of one act must not stop the acts behind it; it still reaches whoever waits for that one.
    const done = tail.then(act)
    tail = done.catch(() => {})
    return done
  }

  const skip = (line: string) => {
    const next = [...skipped().filter((each) => each !== line), line]
    const following = nextOpenLine(order(), state(), line)
    batch(() => {
      setSkipped(next)
      setChosen(following && { line: following.line, pinned: false })
    })
    keepSkipped(plan().id, worker(), next)
  }

  return {
    plan,
    events,
    state,
    order,
    skipped,
    current,
    atLocation,
    site,
    paused,
    finished,
    notice,
    question: () => question()?.ask,
    last,
    asksQuantity,
    hand,

    /** A scan in any way: decided on the state that all scans before it left. */
    scan: (scan: Scan) =>
      inTurn(async () => {
        if (paused()) return tell({ kind: 'paused' })
        if (finished()) return tell({ kind: 'finished' })
        await apply(decideScan(scan.code, scan.at, situation()), scan)
      }),
    acknowledge: () => setNotice(undefined),
    dismissQuestion: () => setQuestion(undefined),
    /** The press that confirms the open question. */
    confirm: () =>
      inTurn(async () => {
        const open = question()?.ask
        const scan = pending
        if (open === undefined || open.kind === 'choose' || scan === undefined) return
        const naming = { way: scan.way, code: scan.code }
        const moved = open.line.line !== current()?.line
        const closings = state().lines.get(open.line.line)?.closings ?? []
        const first = open.kind === 'ask_reopen' ? reopenLine(hand(), open.line.line, closings) : []
        await recordPick(open.line, open.qty, naming, { moved, checkDigitBad: false, first })
      }),
    /** The worker's answer to a code that stands for several articles. */
    choose: (candidate: CodeCandidate) =>
      inTurn(async () => {
        const open = question()?.ask
        const scan = pending
        if (open?.kind !== 'choose' || scan === undefined) return
        setQuestion(undefined)
        await apply(decideArticle(candidate, open, Date.now(), situation()), scan)
      }),
    goTo: (line: string) => setChosen({ line, pinned: true }),
    skip,
    wouldExceed: (line: string, qty: Thousandths) => wouldExceed(state().lines.get(line), qty),
    /** A quantity from the keypad, added to what is there. */
    addQuantity: (line: PlannedLine, qty: Thousandths) =>
      inTurn(async () => {
        const forPrice = asksQuantity() === line.line && pending ? { code: pending.code } : {}
        const done = await recordPick(
          line,
          qty,
          { way: 'typed', ...forPrice },
          { moved: false, checkDigitBad: false },
        )
        if (done) setAsksQuantity(undefined)
        return done
      }),
    /** The sound of a question, for a press that has to be repeated. */
    warn: () => sound.play('attention'),
    forgetQuantity: () => setAsksQuantity(undefined),
    /** What an undo would take back; the worker's own last pick in force. */
    undoable: createMemo(() => lastOwnPick(events(), worker())),
    undo: (target: Picked) =>
      inTurn(async () => {
        if (!(await record([{ type: 'unpicked', task: plan().id, line: target.line, undoes: target.id }])))
          return
        const line = plan().lines.find(({ line: id }) => id === target.line)
        sound.play('success')
        if (line === undefined) return
        batch(() => {
          setChosen({ line: line.line, pinned: true })
          setLast({ kind: 'undone', line, qty: target.qty, total: total(line), at: Date.now() })
        })
      }),
    closeRest: (line: PlannedLine, why: { readonly reason: string; readonly text?: string }) =>
      inTurn(async () => {
        if (!(await record(closeLine(hand(), line.line, why)))) return false
        sound.play('success')
        const following = nextOpenLine(order(), state(), line.line)
        setChosen(following && { line: following.line, pinned: false })
        return true
      }),
    reopen: (line: PlannedLine) =>
      inTurn(async () => {
        const closings = state().lines.get(line.line)?.closings ?? []
        if (!(await record(reopenLine(hand(), line.line, closings)))) return
        sound.play('success')
        setChosen({ line: line.line, pinned: true })
      }),
    addNote: (text: string, line: string | undefined) =>
      record([{ type: 'note_added', task: plan().id, text, ...(line !== undefined && { line }) }]),
    pause: () => record([{ type: 'task_paused', task: plan().id }]),
    resume: () =>
      record([
        ...resumePart(hand(), events()),
        ...(paused() ? [{ type: 'task_resumed', task: plan().id } as const] : []),
      ]),
    finish: () => record(finishPart(hand(), events())),
  }
}
