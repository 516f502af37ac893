import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { makeMetrics } from '../../sync-server/src/observability/metrics.ts'
import { repository } from '../setup/project-node.mjs'
import { assignSample } from '../stack/assigned-task.ts'
import { openOffice } from '../stack/office.ts'
import { enrolSocketDevice } from '../stack/socket-device.ts'
import { type RunningServer, startServer } from '../stack/start-server.ts'
import { askedBy } from './expression.ts'

type Panel = { readonly title: string; readonly targets?: readonly { readonly expr: string }[] }
type Dashboard = {
  readonly panels: readonly Panel[]
  readonly templating: { readonly list: readonly { readonly definition?: string }[] }
}
type Alerts = {
  readonly groups: readonly {
    readonly rules: readonly {
      readonly alert: string
      readonly expr: string
      readonly labels: { readonly severity: string }
      readonly annotations: { readonly summary: string; readonly description: string }
    }[]
  }[]
}

const folder = path.join(repository, 'sync-server', 'observability')
const read = (name: string) => readFileSync(path.join(folder, name), 'utf8')
const dashboard = JSON.parse(read('grafana-dashboard.json')) as Dashboard
const rules = (parse(read('alerts.yml')) as Alerts).groups.flatMap((group) => group.rules)
const expressions = [
  ...dashboard.panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => [title, expr] as const)),
  ...dashboard.templating.list.flatMap(({ definition }) => {
    const metric = /label_values\((\w+),/.exec(definition ?? '')?.[1]
    return metric === undefined ? [] : [['variable', metric] as const]
  }),
  ...rules.map(({ alert, expr }) => [alert, expr] as const),
]

/** Prometheus itself makes these of every target. */
const ofPrometheus = { metrics: new Set(['up']), labels: new Set(['instance', 'job', 'le']) }

let server: RunningServer
let page: string
beforeAll(async () => {
  server = await startServer({ LOG_LEVEL: 'warn' })
  const office = await openOffice(server.url)
  const task = await assignSample(office)
  const ana = await enrolSocketDevice(server.url, { username: 'ana', pin: '1111' }, task.id)
  const line = task.line('200432')
  for (let n = 0; n < 5; n++) {
    await ana.record({ type: 'picked', task: task.id, line, qty: 1000, way: 'trigger' })
  }
  await ana.connect()
  await ana.settled()
  await fetch(`${server.url}/api/devices`)
  page = await (await fetch(`${server.url}/metrics`)).text()
  await ana.disconnect()
}, 60_000)
afterAll(() => server[Symbol.asyncDispose](), 20_000)

/** Names a collector finds, those that a histogram makes of its own included. */
function namesOn(text: string): Set<string> {
  const names = new Set<string>()
  for (const [, name = '', type] of text.matchAll(/^# TYPE (\S+) (\S+)$/gm)) {
    const endings = type === 'histogram' ? ['_bucket', '_sum', '_count'] : ['']
    for (const ending of endings) names.add(name + ending)
  }
  return names
}

test.each(expressions)('what “%s” asks for is on /metrics of a running server: %s', (_name, expr) => {
  const asked = askedBy(expr)
  expect(asked.metrics.size).toBeGreaterThan(0)
  expect(without(asked.metrics, namesOn(page), ofPrometheus.metrics)).toEqual([])
  const known = labelsOf(asked.metrics)
  expect(without(asked.labels, known, ofPrometheus.labels)).toEqual([])
})

function without(names: ReadonlySet<string>, ...known: readonly ReadonlySet<string>[]): string[] {
  return [...names].filter((name) => !known.some((set) => set.has(name)))
}

function labelsOf(metrics: ReadonlySet<string>): Set<string> {
  const { registry } = makeMetrics()
  const labels = new Set<string>()
  for (const name of metrics) {
    const metric =
      registry.getSingleMetric(name) ?? registry.getSingleMetric(name.replace(/_(bucket|sum|count)$/, ''))
    const { labelNames = [] } = (metric ?? {}) as { readonly labelNames?: readonly string[] }
    for (const label of labelNames) labels.add(label)
  }
  return labels
}

test('every alert says what is at stake and what to do, by a name of its own', () => {
  expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length)
  for (const { alert, labels, annotations } of rules) {
    expect(['critical', 'warning', 'info'], alert).toContain(labels.severity)
    expect(annotations.summary.length, alert).toBeGreaterThan(10)
    expect(annotations.description, alert).toMatch(/\.$/)
  }
})

test('a server at work has measured it', () => {
  const value = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(page)?.[1])
  expect(value('sync_acknowledgement_seconds_count')).toBeGreaterThan(0)
  expect(value('sync_acknowledgement_seconds_sum')).toBeGreaterThan(0)
  expect(value('sync_events_total{type="picked"}')).toBe(5)
  expect(value('sync_sockets{kind="line"}')).toBe(1)
  expect(value('devices{state="online"}')).toBe(1)
  expect(value('storage_up')).toBe(1)
  expect(value('storage_database_bytes') + value('storage_wal_bytes')).toBeGreaterThan(100_000)
  expect(value('storage_write_seconds_count')).toBeGreaterThan(0)
  expect(value('backup_last_timestamp_seconds')).toBe(0)
  expect(page).toMatch(
    /^magacin_info\{version="[\d.]+",node="v\d+\.[\d.]+",protocol="\d+",database="sqlite"\} 1$/m,
  )
  expect(page).toContain('refusals_total{code="token_missing",at="api"} 1')
})
