import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { createSimulator } from './create-simulator.ts'
import { simLogins } from './logins.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: process.env.ERP_SIMULATOR_PORT ?? '8124' },
    seed: { type: 'string', default: '1' },
    articles: { type: 'string', default: '2000' },
    documents: { type: 'string', default: '12' },
    lines: { type: 'string', default: '8' },
    days: { type: 'string', default: '7' },
    /** Requests a second that are let through, as at a real site. */
    'rate-limit': { type: 'string' },
    /** Keeps bookings over a restart. */
    file: { type: 'string', default: process.env.ERP_SIMULATOR_FILE },
  },
})

if (values.file !== undefined) mkdirSync(path.dirname(values.file), { recursive: true })
const simulator = await createSimulator({
  ...{ port: Number(values.port), seed: Number(values.seed), articles: Number(values.articles) },
  ...{
    documentsPerDay: Number(values.documents),
    linesPerDocument: Number(values.lines),
    days: Number(values.days),
  },
  ...(values['rate-limit'] !== undefined && { rateLimit: Number(values['rate-limit']) }),
  ...(values.file !== undefined && { file: values.file }),
})
const [first, stock] = simLogins
process.stdout.write(
  `ERP simulator: ${simulator.url}\n  documents ${first.username} / ${first.password}, stock ${stock.username} / ${stock.password}\n`,
)

// A program that started it with a channel takes it along when it ends.
for (const end of ['SIGINT', 'SIGTERM', 'disconnect'])
  process.once(end, () => {
    void simulator.close().then(() => process.exit(0))
  })
