import { runSeed } from './run-seed.ts'
import { makeWarehouseImage } from './server/warehouse-image.ts'

const image = await makeWarehouseImage(Date.now())
const from = Number(process.argv[2] ?? 1),
  n = Number(process.argv[3] ?? 10)
const t = performance.now()
let steps = 0
const totals: Record<string, number> = {}
process.on('unhandledRejection', (e) => console.log('UNHANDLED', e))
for (let s = from; s < from + n; s++) {
  const t0 = performance.now()
  const r = await runSeed(s, image, undefined, undefined, n === 1 ? console.log : undefined)
  steps += r.steps
  for (const [k, v] of Object.entries(r.faults)) totals[k] = (totals[k] ?? 0) + v
  if (r.violations.length || n < 12)
    console.log(s, r.steps, Math.round(performance.now() - t0), JSON.stringify(r.violations.slice(0, 3)))
}
console.log(steps, (performance.now() - t) / n, JSON.stringify(totals))
