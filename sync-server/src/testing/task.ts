import type { Client } from './client.ts'
import { kotorCsv } from './documents.ts'

export type GivenTask = {
  readonly requisition: string
  readonly task: string
  /** Ids of the task's lines by article. */
  readonly lines: Readonly<Record<string, string>>
}

/** Imports a document and gives all of it to a team or to workers. */
export async function giveTask(
  supervisor: Client,
  lines: readonly (readonly [ident: string, quantity: string])[],
  to: { readonly team?: string; readonly workers?: readonly string[] },
  number?: string,
): Promise<GivenTask> {
  const job = await supervisor.upload('document.csv', kotorCsv(lines, number))
  const [document] = job.body.documents as { requisition: string }[]
  const requisition = document?.requisition ?? ''
  const assigned = await supervisor.post(`/api/trebovanja/${requisition}/assign`, { parts: [to] })
  const [task = ''] = assigned.body.tasks as string[]
  const items = (await supervisor.get(`/api/zaduznice/${task}/items`)).body.items as {
    id: string
    ident: string
  }[]
  return { requisition, task, lines: Object.fromEntries(items.map((item) => [item.ident, item.id])) }
}
