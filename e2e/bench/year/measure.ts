import { setTimeout as sleep } from 'node:timers/promises'
import type { ReplicatedCollection } from 'shared-schema/api/replication.ts'
import { workDocumentName } from 'shared-schema/documents/document-name.ts'
import type { FlatRecord } from 'shared-schema/documents/flat-record.ts'
import { encodeWorkUpdate } from 'shared-schema/documents/work-document-encode.ts'
import { canonicalEvent } from 'shared-schema/domain/picking/canonical.ts'
import type { TaskPlan } from 'shared-schema/domain/picking/task.ts'
import { pageSizes } from '../../../client/src/replica/down/down-rows.ts'
import { authenticationCode } from '../../../sync-server/src/sync/event-proof.ts'
import { openOffice } from '../../stack/office.ts'
import { startServer } from '../../stack/start-server.ts'
import { cpuSeconds, peakMegabytes } from '../process-usage.ts'
import { percentile, round } from '../result.ts'
import { type Line, type Opened, openLine } from './line.ts'
import { type Handheld, handheldsOf, type SiteSize } from './site.ts'

export type Times = { readonly p50: number; readonly p99: number; readonly max: number }
export type Measured = {
  /** From the start of the process to the first good answer of /health, ms: after a stop, and after `kill -9`. */
  readonly starts: readonly number[]
  readonly opened: Readonly<Record<keyof Opened, Times>>
  /** All devices in the same instant: until the last welcome, ms. */
  readonly burst: number
  readonly pulls: Readonly<Record<string, Times>>
  readonly desk: Readonly<Record<string, number>>
  readonly late: { readonly acknowledged: number; readonly exceptions: number }
  /** What the server needed by the end of each part: CPU seconds of the part, and its largest memory until then, MB. */
  readonly needs: Readonly<Record<string, { readonly cpu: number; readonly peak: number }>>
  readonly rssPeak: number
}

const HELLOS_PER_SECOND = 100
const DESK_ROUNDS = 3

/** Starts a real server on a year and asks it what a morning asks. */
export async function measureYear(
  dataDir: string,
  site: SiteSize,
  archivedTask: { readonly task: string; readonly line: string },
  say: (text: string) => void,
): Promise<Measured> {
  const environment = { DATA_DIR: dataDir, LOG_LEVEL: 'warn' }
  const begun = performance.now()
  await using server = await startServer(environment)
  const starts = [performance.now() - begun]
  await server.kill()
  const again = performance.now()
  await server.restart()
  starts.push(performance.now() - again)
  say(`started in ${starts.map((ms) => Math.round(ms)).join(' and ')} ms`)
  const { url } = server
  const pid = server.pid() ?? 0
  const needs: Record<string, { cpu: number; peak: number }> = {}
  let spent = 0
  const note = (part: string) => {
    const cpu = cpuSeconds(pid)
    needs[part] = { cpu: round(cpu - spent), peak: round(peakMegabytes(pid), 0) }
    spent = cpu
    say(`${part}: ${JSON.stringify(needs[part])}`)
  }
  note('start')
  const handhelds = handheldsOf(site)

  const pulls = await pullEverything(url, handhelds)
  say(`pulled: ${JSON.stringify(pulls.times)}`)
  note('pulls')
  const lines = await sayHello(url, handhelds, pulls.documents)
  say(`said hello: ${JSON.stringify(lines.times)}`)
  note('hellos')
  const desk = await lookAround(url, archivedTask.task)
  say(`desk: ${JSON.stringify(desk)}`)
  note('desk')
  const late = await pickLate(url, handhelds, archivedTask)
  for (const line of lines.lines) line.close()
  const burst = await burstOf(url, handhelds)
  note('burst')
  const rssPeak = peakMegabytes(pid)
  return { starts, opened: lines.times, burst, pulls: pulls.times, desk, late, needs, rssPeak }
}

/** What devices pull over HTTP: everything after an enrolment, and what is new since a moment ago. */
async function pullEverything(url: string, handhelds: readonly Handheld[]) {
  const times = {
    tasks_first: [] as number[],
    verdicts_first: [] as number[],
    tasks_again: [] as number[],
    articles_again: [] as number[],
    articles_first: [] as number[],
  }
  const documents = new Map<string, string[]>()
  async function pull(token: string, collection: ReplicatedCollection, since: number, into: number[]) {
    const begun = performance.now()
    const answer = await fetch(
      `${url}/api/replication/${collection}?since=${since}&limit=${pageSizes[collection]}`,
      {
        headers: { authorization: `Bearer ${token}` },
      },
    )
    if (!answer.ok) throw new Error(`${collection}: ${answer.status} ${await answer.text()}`)
    const page = (await answer.json()) as { documents: { id: string }[]; checkpoint: { seq: number } }
    into.push(performance.now() - begun)
    return page
  }
  for (const [index, { id, token }] of handhelds.entries()) {
    const plans: TaskPlan[] = []
    let since = 0
    for (;;) {
      const page = await pull(token, 'tasks', since, times.tasks_first)
      plans.push(...(page.documents as unknown as TaskPlan[]))
      since = page.checkpoint.seq
      if (page.documents.length < pageSizes.tasks) break
    }
    // A phone opens the documents of its tasks that are not over; the verdicts tell which these are.
    const verdicts = await pull(token, 'verdicts', 0, times.verdicts_first)
    const over = new Set(
      (verdicts.documents as { id: string; status?: string }[]).flatMap(({ id: task, status }) =>
        status === 'done' || status === 'cancelled' ? [task] : [],
      ),
    )
    const open = plans.filter((plan) => !over.has(plan.id))
    documents.set(
      id,
      open.map((plan) => workDocumentName(plan.id)),
    )
    await pull(token, 'tasks', since, times.tasks_again)
    if (index % 10 > 0) continue
    let articles = 0
    for (;;) {
      const page = await pull(token, 'articles', articles, times.articles_first)
      articles = page.checkpoint.seq
      if (page.documents.length < pageSizes.articles) break
    }
    await pull(token, 'articles', articles, times.articles_again)
  }
  return {
    documents,
    times: Object.fromEntries(Object.entries(times).map(([name, all]) => [name, timesOf(all)])),
  }
}

/** Devices come one after the other, as in the minutes before a shift; nobody waits for the one before. */
async function sayHello(
  url: string,
  handhelds: readonly Handheld[],
  documents: ReadonlyMap<string, string[]>,
) {
  const coming: Promise<Line>[] = []
  const begun = performance.now()
  for (const [index, { id, token }] of handhelds.entries()) {
    await sleep(Math.max(0, begun + (index * 1000) / HELLOS_PER_SECOND - performance.now()))
    coming.push(openLine(url, token, documents.get(id) ?? []))
  }
  const lines = await Promise.all(coming)
  const of = (part: keyof Opened) => timesOf(lines.map((line) => line.opened[part]))
  return {
    lines,
    times: { connect: of('connect'), hello: of('hello'), documents: of('documents'), bytes: of('bytes') },
  }
}

async function burstOf(url: string, handhelds: readonly Handheld[]): Promise<number> {
  const begun = performance.now()
  const lines = await Promise.all(handhelds.map(({ token }) => openLine(url, token, [])))
  const took = performance.now() - begun
  for (const line of lines) line.close()
  return round(took)
}

/** Every list of the desk as the screens ask for it; the slowest of a few rounds, ms. */
async function lookAround(url: string, archivedTask: string): Promise<Record<string, number>> {
  const office = await openOffice(url)
  const paths: Record<string, string> = {
    overview: '/api/overview',
    tv: '/api/tv/live',
    tasks: '/api/zaduznice',
    tasks_at_hand: '/api/zaduznice?at_hand=true&limit=5000',
    requisitions_at_hand: '/api/trebovanja?at_hand=true&limit=5000',
    tasks_open: '/api/zaduznice?status=assigned,in_progress,paused',
    tasks_last: '/api/zaduznice?sort=-last_at',
    tasks_of_worker: '/api/zaduznice?worker=p-w007',
    tasks_search: '/api/zaduznice?search=000123',
    task_archived: `/api/zaduznice/${archivedTask}`,
    requisitions: '/api/trebovanja',
    requisitions_new: '/api/trebovanja?status=new,assigned,in_progress',
    requisitions_search: '/api/trebovanja?search=000123',
    exceptions: '/api/exceptions',
    exceptions_all: '/api/exceptions?status=all',
    devices: '/api/devices',
    quarantine: '/api/quarantine',
    imports: '/api/import/jobs',
    shortages_month: `/api/reports/shortages?from=${dayBefore(30)}`,
    shortages_year: '/api/reports/shortages?limit=500',
    catalogue: '/api/catalog/articles?search=300123',
    metrics: '/metrics',
  }
  const slowest: Record<string, number> = {}
  for (let round_ = 0; round_ < DESK_ROUNDS; round_++) {
    for (const [name, path] of Object.entries(paths)) {
      const begun = performance.now()
      await office.text(path).catch((error: Error) => {
        if (!/404/.test(error.message)) throw error
        slowest[`${name}_missing`] = 404
      })
      const took = round(performance.now() - begun)
      slowest[name] = Math.max(slowest[name] ?? 0, took)
    }
  }
  return slowest
}

/** A pick that lay in a drawer for months arrives: it must be acknowledged, and the desk must see what it contradicts. */
async function pickLate(
  url: string,
  handhelds: readonly Handheld[],
  { task, line }: { task: string; line: string },
) {
  const office = await openOffice(url)
  const [ana] = handhelds
  const [by] = ana?.people ?? []
  if (ana === undefined || by === undefined) throw new Error('the site has no handhelds')
  const id = crypto.randomUUID().replace(/^(.{14}).(.{4})./, '$17$28')
  const event = {
    v: 1,
    id,
    type: 'picked',
    task,
    line,
    qty: 1000,
    way: 'trigger',
    by,
    device: ana.id,
    seq: 1_000_000,
    at: Date.now(),
    tick: 0,
  }
  const signed = { ...event, mac: authenticationCode(canonicalEvent(event), ana.key) }
  const document = workDocumentName(task)
  const device = await openLine(url, ana.token, [document])
  const client = crypto.getRandomValues(new Uint32Array(1))[0] ?? 1
  const acknowledged = await device.send(
    document,
    encodeWorkUpdate(client, 0, [signed as FlatRecord & { id: string }]),
  )
  device.close()
  const { total } = await office.get<{ total: number }>(`/api/exceptions?task=${task}`)
  return { acknowledged: round(acknowledged), exceptions: total }
}

function timesOf(values: readonly number[]): Times {
  return {
    p50: round(percentile(values, 0.5)),
    p99: round(percentile(values, 0.99)),
    max: round(Math.max(...values)),
  }
}

function dayBefore(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
}
