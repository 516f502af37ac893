import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { assignResponse } from 'shared-schema/api/requisitions.ts'
import type { taskItems } from 'shared-schema/api/tasks.ts'
import type * as z from 'zod'
import type { Office } from './office.ts'

const csv = path.join(import.meta.dirname, '..', 'fixtures', '25-20CT-000279.csv')

export type AssignedTask = {
  readonly id: string
  readonly requisition: string
  /** Id of the line of an article. @throws when the task has none */
  readonly line: (ident: string) => string
}

/** Imports the sample document and gives all of it to a team, over the API. */
export async function assignSample(office: Office, team = 't-1'): Promise<AssignedTask> {
  await office.upload('25-20CT-000279.csv', new Uint8Array(await readFile(csv)))
  const { items: requisitions } = await office.get<{ items: { id: string; number: string }[] }>(
    '/api/trebovanja',
  )
  const requisition = requisitions.find(({ number }) => number === '25-20CT-000279')
  if (requisition === undefined) throw new Error('The sample document was not imported.')
  const { tasks } = await office.post<z.infer<typeof assignResponse>>(
    `/api/trebovanja/${requisition.id}/assign`,
    { parts: [{ team }] },
  )
  const [id] = tasks
  if (id === undefined) throw new Error('The assignment made no task.')
  const { items } = await office.get<z.infer<typeof taskItems>>(`/api/zaduznice/${id}/items`)
  return {
    id,
    requisition: requisition.id,
    line: (ident) => {
      const line = items.find((each) => each.ident === ident)
      if (line === undefined) throw new Error(`The task has no line of ${ident}.`)
      return line.id
    },
  }
}
