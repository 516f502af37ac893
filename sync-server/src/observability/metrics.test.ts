import { expect, test } from 'vitest'
import { makeMetrics } from './metrics.ts'

const HEAD = `# Metrics of a server

What \`GET /metrics\` gives, in the text form of Prometheus. A test writes this table from the running registry and goes red when it differs;
after a change: \`npx vitest run sync-server/src/observability/metrics.test.ts -u\`.

Names that begin with \`process_\` and \`nodejs_\` are those of prom-client.

| metric | kind | labels | says |
| --- | --- | --- | --- |
`

test('the table of the metrics is complete and says what the registry says', async () => {
  const { registry } = makeMetrics()
  const rows = registry
    .getMetricsAsArray()
    .map(({ name, type, help, ...metric }) => {
      const { labelNames = [] } = metric as { readonly labelNames?: readonly string[] }
      return {
        name,
        row: `| \`${name}\` | ${type} | ${labelNames.join(', ')} | ${help.replace(/\.$/, '')} |`,
      }
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  const own = rows.filter(({ name }) => !/^(process|nodejs)_/.test(name))
  const others = rows.filter(({ name }) => /^(process|nodejs)_/.test(name))
  const table = [...own, ...others].map(({ row }) => row).join('\n')
  await expect(`${HEAD}${table}\n`).toMatchFileSnapshot('../../observability/metrics.md')
})

test('a registry knows each name once, and names say their unit', async () => {
  const { registry } = makeMetrics()
  const metrics = await registry.getMetricsAsJSON()
  expect(new Set(metrics.map(({ name }) => name)).size).toBe(metrics.length)
  for (const { name, type } of metrics as unknown as { name: string; type: string }[]) {
    if (/^(process|nodejs)_/.test(name)) continue
    if (type === 'counter') expect(name).toMatch(/_total$/)
    if (type === 'histogram') expect(name).toMatch(/_(seconds|events|bytes)$/)
  }
})
