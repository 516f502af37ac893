import { workerFeedbackTexts } from 'shared-schema/messages/worker/feedback.ts'
import { workerPickingTexts } from 'shared-schema/messages/worker/picking.ts'
import { For, type JSX, Match, Switch } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { quantity } from '../../ui/format.ts'
import { textsOf } from '../../ui/language.ts'
import { StatusShape } from '../../ui/status-mark.tsx'
import { Tile } from '../../ui/tile.tsx'
import { useWorker } from '../worker-context.ts'
import type { Question } from './notice.ts'
import { reasonWords } from './reason-words.ts'
import { useSession } from './session-context.ts'
import { useTaskWords } from './words.ts'
import './question-screen.css'

const t = textsOf(workerFeedbackTexts)
const picking = textsOf(workerPickingTexts)

type Of<Kind extends Question['kind']> = Extract<Question, { kind: Kind }>

/** Fills the screen until it is answered; nothing is recorded before. */
export function QuestionScreen(props: { question: Question }): JSX.Element {
  const over = () =>
    props.question.kind === 'ask_over' || props.question.kind === 'still_asking' ? props.question : undefined
  const reopen = () => (props.question.kind === 'ask_reopen' ? props.question : undefined)
  const choice = () => (props.question.kind === 'choose' ? props.question : undefined)
  return (
    <Switch>
      <Match when={over()}>{(question) => <OverQuestion question={question()} />}</Match>
      <Match when={reopen()}>{(question) => <ReopenQuestion question={question()} />}</Match>
      <Match when={choice()}>{(question) => <ChoiceQuestion question={question()} />}</Match>
    </Switch>
  )
}

function Ask(props: { title: string; children: JSX.Element; yes: string; no: string }): JSX.Element {
  const session = useSession()
  return (
    <section class="w-question" data-kind="attention" role="alertdialog" aria-label={props.title}>
      <div class="w-question-words">
        <StatusShape tone="attention" />
        <h2>{props.title}</h2>
        {props.children}
      </div>
      <div class="w-question-answers">
        <Button size="touch" onClick={session.dismissQuestion}>
          {props.no}
        </Button>
        <Button size="touch" class="w-question-yes" onClick={() => void session.confirm()}>
          {props.yes}
        </Button>
      </div>
    </section>
  )
}

function OverQuestion(props: { question: Of<'ask_over' | 'still_asking'> }): JSX.Element {
  const session = useSession()
  const { feedback: t } = useTaskWords()
  const line = () => props.question.line
  const picked = () => session.state().lines.get(line().line)?.picked ?? 0
  return (
    <Ask
      title={t().overTitle}
      no={t().overNo}
      yes={t().overYes(quantity(picked() + props.question.qty), line().unit)}
    >
      <p class="w-question-figures figures">
        {quantity(picked())} + {quantity(props.question.qty)}
      </p>
      <p>{line().name}</p>
      <p class="figures">{t().overText(quantity(picked()), quantity(line().requested), line().unit)}</p>
      <p>{t().overHint}</p>
    </Ask>
  )
}

function ReopenQuestion(props: { question: Of<'ask_reopen'> }): JSX.Element {
  const session = useSession()
  const { nameOf } = useWorker()
  const { picking: words } = useTaskWords()
  const line = () => props.question.line
  const closings = () => session.state().lines.get(line().line)?.closings ?? []
  return (
    <Ask
      title={t().reopenTitle}
      no={t().reopenNo}
      yes={t().reopenYes(quantity(props.question.qty), line().unit)}
    >
      <p>{line().name}</p>
      <For each={closings()}>
        {(closing) => <p>{t().reopenText(nameOf(closing.by), reasonWords(closing, words()))}</p>}
      </For>
    </Ask>
  )
}

function ChoiceQuestion(props: { question: Of<'choose'> }): JSX.Element {
  const session = useSession()
  const order = () => session.order()
  return (
    <section class="w-question" data-kind="choice" role="alertdialog" aria-label={t().chooseTitle}>
      <div class="w-question-words">
        <h2>{t().chooseTitle}</h2>
        <p>{t().chooseText}</p>
      </div>
      <div class="w-question-choices">
        <For each={props.question.candidates}>
          {(candidate) => (
            <Tile
              title={candidate.name}
              note={
                <>
                  <span class="code">{candidate.ident}</span> ·{' '}
                  {t().perScan(quantity(candidate.factor), candidate.unit)}
                  <br />
                  <span class="code">
                    {order().find(({ ident }) => ident === candidate.ident)?.location ?? picking().noLocation}
                  </span>
                </>
              }
              onClick={() => void session.choose(candidate)}
            />
          )}
        </For>
      </div>
      <div class="w-question-answers">
        <Button size="touch" onClick={session.dismissQuestion}>
          {t().chooseNone}
        </Button>
      </div>
    </section>
  )
}
