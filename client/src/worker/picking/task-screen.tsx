import type { TaskPlan } from 'shared-schema/domain/picking/task.ts'
import { workerCameraTexts } from 'shared-schema/messages/worker/camera.ts'
import { workerStripTexts } from 'shared-schema/messages/worker/strip.ts'
import {
  type Accessor,
  createEffect,
  createSignal,
  type JSX,
  lazy,
  Match,
  onCleanup,
  Show,
  Switch,
} from 'solid-js'
import { openCamera } from '../../scanning/open-camera.ts'
import { textsOf } from '../../ui/language.ts'
import { Frame } from '../device/frame.tsx'
import { useMe, useWorker } from '../worker-context.ts'
import { FeedbackScreen } from './feedback-screen.tsx'
import { FinishPanel } from './finish-panel.tsx'
import { FinishedScreen } from './finished-screen.tsx'
import { KeypadPanel } from './keypad-panel.tsx'
import { LastActLine } from './last-act.tsx'
import { LineList } from './line-list.tsx'
import { LineView } from './line-view.tsx'
import { NotePanel } from './note-panel.tsx'
import { PausedScreen } from './paused-screen.tsx'
import { createPickingSession } from './picking-session.ts'
import { QuestionScreen } from './question-screen.tsx'
import { SessionProvider } from './session-context.ts'
import { onSwipe } from './swipe.ts'
import { TaskHeader } from './task-header.tsx'
import { watchTask } from './task-knowledge.ts'
import type { TaskView } from './task-view.ts'
import { TypePanel } from './type-panel.tsx'
import { UndoPanel } from './undo-panel.tsx'
import './task-screen.css'

const strip = textsOf(workerStripTexts)
const camera = textsOf(workerCameraTexts)
const CameraView = lazy(openCamera)
// Opened now and then: not part of what a phone at the edge of the radio has to load for picking.
const DetailsPanel = lazy(() => import('./details-panel.tsx'))
const MissingPanel = lazy(() => import('./missing-panel.tsx'))
const DamagePanel = lazy(() => import('./damage-panel.tsx'))

/** One open task: the line in hand, the list, and whatever opens over them. Every scan lands here. */
export function TaskScreen(props: { plan: Accessor<TaskPlan> }): JSX.Element {
  const { replica, hub, sound } = useWorker()
  const me = useMe()
  const task = watchTask(replica, props.plan, () => me().worker)
  const session = createPickingSession({ replica, sound }, task)
  const [view, setView] = createSignal<TaskView>('line')
  const backToLine = () => setView('line')
  const lines = () => session.plan().lines.length
  const done = () => [...session.state().lines.values()].filter(({ status }) => status !== 'open').length
  const hand = () => session.current()
  /** A line whose sub-screen is open stays that line, also when a scan meanwhile leads on. */
  const [held, setHeld] = createSignal(hand())
  const go = (next: TaskView) => {
    if (view() !== 'details' || next !== 'note') setHeld(hand())
    setView(next)
  }

  onCleanup(hub.take((scan) => void session.scan(scan)))
  createEffect(() => {
    if (session.asksQuantity() !== undefined) go('keypad')
  })
  createEffect(() => {
    // Whoever goes on picking after all finds the line, and not the summary they finished from.
    if (session.finished()) backToLine()
  })
  const swap = () => go(view() === 'list' ? 'line' : 'list')

  return (
    <SessionProvider value={session}>
      <Frame inTask progress={strip().lines(done(), lines())} tasks={[session.plan().id]}>
        <Switch
          fallback={
            <div class="w-task" ref={(element) => onCleanup(onSwipe(element, swap))}>
              <TaskHeader listed={view() === 'list'} onSwitch={swap} />
              <Show when={view() === 'list'} fallback={<LineView go={go} />}>
                <LineList go={go} />
              </Show>
            </div>
          }
        >
          <Match when={session.finished()}>
            <FinishedScreen />
          </Match>
          <Match when={session.paused()}>
            <PausedScreen />
          </Match>
          <Match when={view() === 'type'}>
            <TypePanel onClose={backToLine} />
          </Match>
          <Match when={view() === 'keypad' && held()}>
            {(line) => <KeypadPanel line={line()} onClose={backToLine} />}
          </Match>
          <Match when={view() === 'missing' && held()}>
            {(line) => <MissingPanel line={line()} onClose={backToLine} />}
          </Match>
          <Match when={view() === 'damage' && held()}>
            {(line) => <DamagePanel line={line()} onClose={backToLine} />}
          </Match>
          <Match when={view() === 'undo' && session.undoable()}>
            {(pick) => <UndoPanel pick={pick()} onClose={backToLine} />}
          </Match>
          <Match when={view() === 'details' && held()}>
            {(line) => <DetailsPanel line={line()} go={go} onClose={backToLine} />}
          </Match>
          <Match when={view() === 'note'}>
            <NotePanel line={held()?.line} onClose={backToLine} />
          </Match>
          <Match when={view() === 'finish'}>
            <FinishPanel onClose={() => go('list')} onGoToLine={backToLine} />
          </Match>
        </Switch>
      </Frame>
      <Show when={view() === 'camera'}>
        <CameraView texts={camera()} onScan={hub.put} onClose={backToLine}>
          <p class="w-camera-line">{hand()?.name}</p>
          <LastActLine />
        </CameraView>
      </Show>
      <Show when={session.question()}>{(question) => <QuestionScreen question={question()} />}</Show>
      <FeedbackScreen />
    </SessionProvider>
  )
}
