import { buildLocationIndex } from 'shared-schema/domain/barcode/location-index.ts'
import { buildTaskIndex } from 'shared-schema/domain/barcode/task-index.ts'
import type { Article } from 'shared-schema/domain/catalogue/article.ts'
import { buildCatalogueIndex } from 'shared-schema/domain/catalogue/catalogue-index.ts'
import type { WorkAct, WorkEvent } from 'shared-schema/domain/picking/event.ts'
import { foldTask } from 'shared-schema/domain/picking/fold.ts'
import type { PlannedLine, TaskPlan } from 'shared-schema/domain/picking/task.ts'
import type { Situation } from './scan-decision.ts'
import { walkOrder } from './walk.ts'

/*
 * A small invented warehouse for the tests of the picking screen: real catalogue, real fold, real lookups.
 */

const article = (ident: string, name: string, ...barcodes: [code: string, factor: number][]): Article => ({
  ident,
  name,
  unit: 'KOM',
  active: true,
  barcodes: barcodes.map(([code, factor]) => ({ code, factor })),
})

export const codes = {
  pillow: '3890000004316',
  pillowBox: '13890000004313',
  blanket: '3890000004323',
  sheet: '3890000004330',
  /** On two articles of the task at once. */
  shared: '3890000009991',
  /** Known to the catalogue, not asked for by the task. */
  lamp: '3890000004347',
  /** In the catalogue exactly as printed, with a wrong check digit. */
  misprinted: '8600100200431',
  /** Well formed, known to nobody. */
  stranger: '4006381333931',
  /** One digit of a good code misread. */
  misread: '4006381333932',
}

export const catalogue = buildCatalogueIndex([
  {
    id: 'a',
    articles: [
      article('200431', 'Jastuk KING', [codes.pillow, 1000], [codes.pillowBox, 12_000]),
      article('200432', 'Ćebe vuneno', [codes.blanket, 1000], [codes.shared, 1000]),
      article('200433', 'Čaršav 5', [codes.sheet, 1000], [codes.shared, 1000]),
      article('200434', 'Lampa stona', [codes.lamp, 1000]),
      article('200435', 'Đul posteljina', [codes.misprinted, 1000]),
    ],
  },
])

const line = (id: string, pos: number, ident: string, units: number, location?: string): PlannedLine => ({
  line: id,
  pos,
  ident,
  name: catalogue.byIdent.get(ident)?.name ?? ident,
  unit: 'KOM',
  requested: units * 1000,
  ...(location && { location }),
  unknownArticle: !catalogue.byIdent.has(ident),
  barcodes: [],
})

export const plan: TaskPlan = {
  id: 'task-1',
  requisition: 'req-1',
  number: '25-20CT-000279',
  shop: 'Prodavnica - Kotor Centar',
  warehouse: 'Veleprodajni magacin',
  priority: 'normal',
  createdAt: 0,
  workers: ['p-ana', 'p-luka'],
  formerWorkers: [],
  lines: [
    line('pillow', 1, '200431', 10, 'ZA-R02-P01-B01'),
    line('blanket', 2, '200432', 4, 'ZA-R01-P01-B01'),
    line('sheet', 3, '200433', 3, 'ZA-R10-P01-B01'),
    line('linen', 4, '200435', 2),
  ],
}

const who = { worker: 'p-ana', device: 'telefon-ane' }
let minted = 0

/** Events of acts, as if recorded one second apart on Ana's phone, or on the given worker's. */
export function recorded(acts: readonly WorkAct[], by = who): WorkEvent[] {
  return acts.map((act) => {
    minted += 1
    const tail = String(minted).padStart(12, '0')
    return {
      ...act,
      v: 1,
      id: `01930000-0000-7000-8000-${tail}`,
      by: by.worker,
      device: by.device,
      seq: minted,
      at: minted * 1000,
      tick: 0,
      mac: 'A'.repeat(43),
    }
  })
}

/** Picks of whole units on a line. */
export function picks(line: string, ...units: number[]): WorkAct[] {
  return units.map((each) => ({
    type: 'picked',
    task: plan.id,
    line,
    qty: each * 1000,
    way: 'trigger',
  }))
}

/** Where Ana stands after these events, with the first line in hand unless told otherwise. */
export function situation(events: readonly WorkEvent[] = [], more: Partial<Situation> = {}): Situation {
  const order = walkOrder(plan.lines, [])
  return {
    state: foldTask(plan, events),
    order,
    current: 'blanket',
    places: {
      task: buildTaskIndex(plan.lines, catalogue),
      catalogue,
      templates: [],
      locations: buildLocationIndex(['ZA-R01-P01-B01', 'ZA-R02-P01-B01', 'ZA-R10-P01-B01', 'ZA-R99-P01-B01']),
    },
    scanLocation: false,
    atLocation: undefined,
    asking: undefined,
    ...more,
  }
}
