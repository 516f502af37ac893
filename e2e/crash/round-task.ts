import type { task as taskAnswer } from 'shared-schema/api/tasks.ts'
import type * as z from 'zod'
import type { Office } from '../stack/office.ts'

export type StoredTask = z.infer<typeof taskAnswer>

/** A task made for one round, so that rounds do not slow one another down. */
export type RoundTask = { readonly id: string; readonly lines: readonly string[] }

const head = 'Broj dokumenta,Datum,Izvor,Odredište,Šifra artikla,Naziv artikla,Količina'
/** The first number; each task takes the next one. */
let number = 100_000

/**
 * Imports a document of these articles and gives it to a team, over the API.
 * @param units requested of each article
 */
export async function makeTask(
  office: Office,
  team: string,
  articles: readonly { readonly ident: string; readonly name: string }[],
  units: number,
): Promise<RoundTask> {
  number += 1
  const document = `25-20CT-${number}`
  const rows = articles.map(
    ({ ident, name }) =>
      `${document},03.10.2025,Veleprodajni Magacin,Prodavnica - Kotor Centar,${ident},${name},${units}`,
  )
  await office.upload(`${document}.csv`, new TextEncoder().encode([head, ...rows, ''].join('\n')))
  const { items } = await office.get<{ items: { id: string; number: string }[] }>(
    `/api/trebovanja?search=${document}`,
  )
  const requisition = items.find((each) => each.number === document)
  if (requisition === undefined) throw new Error(`The document ${document} was not imported.`)
  const { tasks } = await office.post<{ tasks: string[] }>(`/api/trebovanja/${requisition.id}/assign`, {
    parts: [{ team }],
  })
  const id = tasks[0] ?? ''
  const { items: lines } = await office.get<StoredTask>(`/api/zaduznice/${id}`)
  return { id, lines: lines.map((line) => line.id) }
}

/** What the server has on disk about a task. */
export function readTask(office: Office, task: string): Promise<StoredTask> {
  return office.get<StoredTask>(`/api/zaduznice/${task}`)
}
