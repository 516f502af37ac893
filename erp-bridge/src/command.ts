import { randomUUID } from 'node:crypto'
import process from 'node:process'
import type { BridgeRun } from 'shared-schema/api/bridge.ts'
import { makeBridge } from './bridge.ts'
import { accountText, dryRunText } from './command/account-text.ts'
import { type Command, readArguments, usage } from './command/arguments.ts'
import { remedyOf } from './command/remedy.ts'
import { settingsFile, withRunningSettings } from './command/running-settings.ts'
import { compose } from './compose.ts'
import { countByState } from './journal/fulfilments.ts'
import { dropLease, takeLease } from './journal/lease.ts'
import { addRequest, runOfRequest } from './journal/requests.ts'
import { findRun, lastRuns } from './journal/runs.ts'
import type { Context } from './night/context.ts'
import { unlessDiskFull } from './night/disk-full.ts'

/* `npm run bridge -- nightly | status`: for people and for schedulers of their own. Exit 0 when all went well. */

const LOOK_EVERY_MS = 300
/** A running bridge looks for wishes every second; one that is busy finishes what it does first, ms. */
const BEGIN_WITHIN_MS = 10 * 60_000
const HOLDER = `command/${process.pid}`

const asked = readArguments(process.argv.slice(2))
if (!asked.ok) {
  process.stderr.write(`${asked.problem}\n\n${usage}`)
  process.exit(2)
}
const settings = withRunningSettings(process.env)
const composed = await compose({ LOG_LEVEL: 'silent', ...settings })
if (!composed.ok) {
  for (const problem of composed.problems) process.stderr.write(`${problem}\n`)
  process.stderr.write(
    `\nBeside a running \`npm start\` no settings are needed: it leaves its own in ${settingsFile(process.env)}\n` +
      'while it runs (set DATA_DIR here as there). Otherwise set what the bridge was started with.\n',
  )
  process.exit(2)
}
const { context, close } = composed.value
process.exitCode = await obey(asked.command, context)
await close()

async function obey(command: Command, context: Context): Promise<number> {
  if (command.name === 'status') return status(context)
  let other: string | undefined
  const hindered = await unlessDiskFull(async () => {
    other = await takeLease(context.journal, HOLDER, context.clock.now())
  })
  if (hindered && !command.dryRun) {
    process.stderr.write(`${remedyOf(hindered.code) ?? hindered.code} (${hindered.detail})\n`)
    return 1
  }
  // A dry run only reads, and prints more than an account holds.
  if (other !== undefined && !command.dryRun) return askRunning(context, command)
  const bridge = makeBridge(context)
  // Kept for as long as the night takes.
  const keep = () => takeLease(context.journal, HOLDER, context.clock.now())
  const keeping = setInterval(() => void unlessDiskFull(keep), 5_000)
  const { run, dryRun } = await bridge.night(
    { dryRun: command.dryRun, date: command.date },
    { onStep: (name, moment) => void (moment === 'before' && process.stderr.write(`… ${name}\n`)) },
  )
  clearInterval(keeping)
  await dropLease(context.journal, HOLDER)
  if (dryRun) process.stdout.write(dryRunText(dryRun))
  return told(run)
}

/** The bridge that runs holds the night; two would send what is ready twice. */
async function askRunning(
  { journal, clock }: Context,
  { dryRun, date }: Extract<Command, { name: 'nightly' }>,
): Promise<number> {
  const id = randomUUID()
  await addRequest(
    journal,
    { id, kind: 'nightly', args: { dry_run: dryRun, ...(date && { date }) } },
    clock.now(),
  )
  const began = clock.now()
  for (;;) {
    const run = await runOfRequest(journal, id)
    const account = run === undefined ? undefined : await findRun(journal, run)
    if (account !== undefined && account.state !== 'running') return told(account)
    if (account === undefined && clock.now() - began > BEGIN_WITHIN_MS) {
      process.stderr.write(
        'The bridge that holds the journal does not begin. Is it still alive? See its log.\n',
      )
      return 1
    }
    await clock.sleep(LOOK_EVERY_MS)
  }
}

async function status({ journal, server, erp }: Context): Promise<number> {
  const site = await server.site()
  const counts = Object.entries(await countByState(journal)).map(([state, count]) => `${state} ${count}`)
  process.stdout.write(
    [
      `Server: ${site.ok ? `answers, ${site.value.articles} articles` : `${site.failure.code}: ${site.failure.detail}`}`,
      `ERP adapter: ${erp.name}`,
      `Postings: ${counts.join(', ') || 'none yet'}`,
      '',
      ...(await lastRuns(journal, 3)).map(accountText),
    ].join('\n'),
  )
  return site.ok ? 0 : 1
}

function told(run: BridgeRun): number {
  process.stdout.write(accountText(run))
  return run.state === 'done' ? 0 : 1
}
