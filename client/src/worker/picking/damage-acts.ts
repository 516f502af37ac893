import type { Damaged, WorkAct } from 'shared-schema/domain/picking/event.ts'
import type { PlannedLine } from 'shared-schema/domain/picking/task.ts'
import type { Thousandths } from 'shared-schema/domain/quantity.ts'
import type { Replica } from '../../replica/replica.ts'
import type { FeedbackSound } from '../../scanning/feedback-sound.ts'
import { type Hand, tellDamage } from './acts.ts'
import type { Notice } from './notice.ts'
import type { Turns } from './turns.ts'

/** What a worker says of broken goods. */
export type Damage = {
  readonly qty: Thousandths
  readonly text?: string
  /** A JPEG. */
  readonly picture?: Uint8Array<ArrayBuffer>
}

/** What can be told of broken goods on a line, and taken back. */
export function createDamageActs(session: {
  readonly replica: Replica
  readonly hand: () => Hand
  readonly record: (acts: readonly WorkAct[]) => Promise<boolean>
  readonly tell: (notice: Notice) => void
  readonly sound: FeedbackSound
  readonly inTurn: Turns
}) {
  const { replica, hand, record, tell, sound, inTurn } = session
  return {
    /** The picture is on the disk before the event names it. @returns whether both are */
    tellDamage: (line: PlannedLine, { qty, text, picture }: Damage) =>
      inTurn(async () => {
        const kept = picture === undefined ? undefined : await replica.keepPhoto(picture)
        if (kept?.ok === false) {
          tell({ kind: 'not_recorded', code: kept.failure.code })
          return false
        }
        const what = { qty, ...(text && { text }), ...(kept && { photo: kept.sha256 }) }
        if (!(await record(tellDamage(hand(), line.line, what)))) return false
        sound.play('success')
        return true
      }),
    withdrawDamage: ({ line, id: undoes }: Damaged) =>
      inTurn(async () => {
        if (!(await record([{ type: 'damage_withdrawn', task: hand().task, line, undoes }]))) return
        sound.play('success')
      }),
  }
}
