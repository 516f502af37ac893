import type { CodeCandidate } from 'shared-schema/domain/barcode/lookup.ts'
import type { Picked, WorkAct } from 'shared-schema/domain/picking/event.ts'
import type { PlannedLine } from 'shared-schema/domain/picking/task.ts'
import type { Thousandths } from 'shared-schema/domain/quantity.ts'
import { batch, createSignal } from 'solid-js'
import type { Replica } from '../../replica/replica.ts'
import type { FeedbackSound } from '../../scanning/feedback-sound.ts'
import type { Scan } from '../../scanning/scan.ts'
import { closeLine, finishPart, type Hand, type Naming, pick, reopenLine, resumePart } from './acts.ts'
import { createDamageActs } from './damage-acts.ts'
import { createLineInHand } from './line-in-hand.ts'
import { type Notice, noticeTone, type Question } from './notice.ts'
import { decideArticle, decideScan, type ScanOutcome, type Situation, wouldExceed } from './scan-decision.ts'
import type { TaskKnowledge } from './task-knowledge.ts'
import { createTurns } from './turns.ts'

/** The last thing that was recorded here: stays in view until the next. */
export type LastAct = {
  readonly kind: 'picked' | 'undone'
  readonly line: PlannedLine
  readonly qty: Thousandths
  readonly total: Thousandths
  readonly at: number
}

/** An open question, and the scan that led to it. */
type Asked = { readonly ask: Question; readonly scan: Scan }

/** A keypad opened by a code that names the article but not how much of it. */
type AskedQuantity = { readonly line: string; readonly code: string }

export type PickingSession = ReturnType<typeof createPickingSession>

/** One worker at one task: what scans and presses lead to. They are worked off one after the other. */
export function createPickingSession(
  { replica, sound }: { readonly replica: Replica; readonly sound: FeedbackSound },
  task: TaskKnowledge,
) {
  const { plan, worker, events, state, site, places } = task
  const lines = createLineInHand(task)
  const inTurn = createTurns()
  const [atLocation, setAtLocation] = createSignal<string>()
  const [notice, setNotice] = createSignal<Notice>()
  const [asked, setAsked] = createSignal<Asked>()
  const [asksQuantity, setAsksQuantity] = createSignal<AskedQuantity>()
  const [last, setLast] = createSignal<LastAct>()

  const hand = (): Hand => ({ task: plan().id, worker: worker(), state: state() })
  const closingsOf = (line: string) => state().lines.get(line)?.closings ?? []
  const tell = (next: Notice) => {
    setNotice(() => next)
    const tone = noticeTone(next)
    sound.play(tone === 'ok' ? 'success' : tone)
  }
  const ask = (next: Question, scan: Scan) => {
    setNotice(undefined)
    setAsked({ ask: next, scan })
    sound.play('attention')
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
    naming: Naming,
    { moved = false, checkDigitBad = false, first = [] as readonly WorkAct[] } = {},
  ): Promise<boolean> => {
    const location = atLocation()
    const here = location !== undefined && location === line.location ? { location } : {}
    if (!(await record([...first, ...pick(hand(), line.line, qty, { ...naming, ...here })]))) return false
    batch(() => {
      const total = task.picked(line.line)
      setAsked(undefined)
      lines.stayAt(line.line)
      setLast({ kind: 'picked', line, qty, total, at: Date.now() })
      tell({ kind: 'picked', line, qty, total, moved, checkDigitBad })
    })
    return true
  }

  const situation = (): Situation => {
    const open = asked()
    const asking =
      open && (open.ask.kind === 'ask_over' || open.ask.kind === 'still_asking')
        ? { line: open.ask.line.line, qty: open.ask.qty, askedAt: open.scan.at }
        : undefined
    return {
      state: state(),
      order: lines.order(),
      current: lines.current()?.line,
      places: places(),
      // What comes in is counted where the lorry stands.
      scanLocation: plan().kind !== 'receive' && (site()?.scanLocation ?? false),
      atLocation: atLocation(),
      asking,
    }
  }

  const apply = async (outcome: ScanOutcome, scan: Scan): Promise<void> => {
    switch (outcome.kind) {
      case 'pick':
        await recordPick(outcome.line, outcome.qty, namingOf(scan), outcome)
        return
      case 'still_asking':
        // The question stands as it was asked; only a later repetition can answer it.
        sound.play('attention')
        return
      case 'ask_over':
      case 'ask_reopen':
      case 'choose':
        return ask(outcome, scan)
      case 'ask_quantity':
        setAsked(undefined)
        lines.goTo(outcome.line.line)
        setAsksQuantity({ line: outcome.line.line, code: scan.code })
        sound.play('attention')
        return
      case 'location_ok':
        setAsked(undefined)
        setAtLocation(outcome.location)
        if (outcome.moved) lines.stayAt(outcome.line.line)
        return tell(outcome)
      default:
        setAsked(undefined)
        tell(outcome)
    }
  }

  return {
    ...task,
    ...lines,
    atLocation,
    notice,
    question: () => asked()?.ask,
    last,
    asksQuantity,

    /** A scan in any way: decided on the state that all scans before it left. */
    scan: (scan: Scan) =>
      inTurn(async () => {
        if (task.paused()) return tell({ kind: 'paused' })
        if (task.finished()) return tell({ kind: 'finished' })
        await apply(decideScan(scan.code, scan.at, situation()), scan)
      }),
    acknowledge: () => setNotice(undefined),
    dismissQuestion: () => setAsked(undefined),
    /** The press that confirms the open question. */
    confirm: () =>
      inTurn(async () => {
        const open = asked()
        if (open === undefined || open.ask.kind === 'choose') return
        const { line, qty, kind } = open.ask
        const first = kind === 'ask_reopen' ? reopenLine(hand(), line.line, closingsOf(line.line)) : []
        const moved = line.line !== lines.current()?.line
        await recordPick(line, qty, namingOf(open.scan), { moved, first })
      }),
    /** The worker's answer to a code that stands for several articles. */
    choose: (candidate: CodeCandidate) =>
      inTurn(async () => {
        const open = asked()
        if (open?.ask.kind !== 'choose') return
        setAsked(undefined)
        await apply(decideArticle(candidate, open.ask, Date.now(), situation()), open.scan)
      }),

    wouldExceed: (line: string, qty: Thousandths) => wouldExceed(state().lines.get(line), qty),
    /** The sound of a question, for a press that has to be repeated. */
    warn: () => sound.play('attention'),
    forgetQuantity: () => setAsksQuantity(undefined),
    /** A quantity from the keypad, added to what is there. @returns whether it is on disk */
    addQuantity: (line: PlannedLine, qty: Thousandths) =>
      inTurn(async () => {
        const price = asksQuantity()
        const code = price?.line === line.line ? { code: price.code } : {}
        const done = await recordPick(line, qty, { way: 'typed', ...code })
        if (done) setAsksQuantity(undefined)
        return done
      }),

    undo: (target: Picked) =>
      inTurn(async () => {
        const { line: id, id: undoes, qty } = target
        if (!(await record([{ type: 'unpicked', task: plan().id, line: id, undoes }]))) return
        sound.play('success')
        const line = plan().lines.find((each) => each.line === id)
        if (line === undefined) return
        lines.goTo(id)
        setLast({ kind: 'undone', line, qty, total: task.picked(id), at: Date.now() })
      }),
    /** Rest is missing. @returns whether it is on disk */
    closeRest: (line: PlannedLine, why: { readonly reason: string; readonly text?: string }) =>
      inTurn(async () => {
        if (!(await record(closeLine(hand(), line.line, why)))) return false
        sound.play('success')
        lines.goOn(line.line)
        return true
      }),
    reopen: (line: PlannedLine) =>
      inTurn(async () => {
        if (!(await record(reopenLine(hand(), line.line, closingsOf(line.line))))) return
        sound.play('success')
        lines.goTo(line.line)
      }),
    addNote: (text: string, line: string | undefined) =>
      inTurn(() => record([{ type: 'note_added', task: plan().id, text, ...(line && { line }) }])),

    ...createDamageActs({ replica, hand, record, tell, sound, inTurn }),

    pause: () => inTurn(() => record([{ type: 'task_paused', task: plan().id }])),
    /** Ends a pause, and takes back the worker's own finish. */
    resume: () =>
      inTurn(() => {
        const awake: WorkAct[] = task.paused() ? [{ type: 'task_resumed', task: plan().id }] : []
        return record([...resumePart(hand(), events()), ...awake])
      }),
    finish: () => inTurn(() => record(finishPart(hand(), events()))),
  }
}

/** A reader that did not tell the symbology says nothing about it in the event either. */
function namingOf({ way, code, symbology }: Scan): Naming {
  return { way, code, ...(symbology !== 'unknown' && { symbology }) }
}
