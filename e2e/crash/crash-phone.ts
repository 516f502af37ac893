import type { Page } from '@playwright/test'
import type { Chance } from '../simulation/world/chance.ts'
import { type HandheldBrowser, ownHandheldBrowser } from '../stack/handheld-browser.ts'
import type { Office } from '../stack/office.ts'
import type { RunningServer } from '../stack/start-server.ts'
import { kotor } from '../stories/people/documents.ts'
import { holdPhone, type Phone } from '../stories/people/phone.ts'
import { makeTask, readTask } from './round-task.ts'
import type { RoundResult } from './tally.ts'

/** Nikola's handheld: a real browser on a profile on disk, with the app as it is built. Killed and opened again, it stays his. */
export type CrashPhone = AsyncDisposable & {
  /** Pulls the trigger so often, and waits for nothing. */
  readonly pull: (times: number) => Promise<void>
  /** Waits until all is sent, and compares the log with what was heard. Counts since the last time. */
  readonly settle: (office: Office) => Promise<RoundResult>
  /** Pulls, and cuts the power between two moments of the last scan's way; then opens it again. */
  readonly pullAndKill: (chance: Chance) => Promise<void>
}

/** Asked for so much that no round picks too much of it. */
const UNITS = 900
const { pillow, shop } = kotor
const wanted = { ...pillow, units: UNITS }
const SHOWN_WITHIN_MS = 20_000
const LOADS = 4

export async function ownCrashPhone(server: RunningServer, office: Office): Promise<CrashPhone> {
  const task = await makeTask(office, 't-3', [pillow], UNITS)
  const handheld = await ownHandheldBrowser()
  /** Totals, as this phone told them: what was pulled, toned and found in the log so far. */
  let [pulled, toned, settled] = [0, 0, 0]
  let phone = await connectFirst(handheld, server.url)
  listen(phone.page)
  const complaints: string[] = []
  let [lost, doubled] = [0, 0]

  /** Each total that the screen shows at a tone is said to us at once, not looked for. */
  function listen(page: Page): void {
    page.on('console', (message) => {
      const said = /^toned (\d+)$/.exec(message.text())?.[1]
      if (said !== undefined) toned = Math.max(toned, Number(said))
    })
  }

  async function openAgain(): Promise<void> {
    phone = await holdPhone(await handheld.open(), server.url)
    listen(phone.page)
    await atTheLine(phone)
    const shown = await waitForCount(phone.page, toned)
    if (shown < toned) {
      lost += toned - shown
      complaints.push(`${toned} scans had their tone, and after the kill the phone shows ${shown}`)
    }
  }

  async function pull(times: number): Promise<void> {
    for (let left = times; left > 0; left--) {
      pulled += 1
      await phone.scan(wanted.code)
    }
  }

  return {
    pull,
    settle: async (office) => {
      await phone.airplaneMode(false)
      await phone.expectAllSent()
      const log = await readTask(office, task.id)
      // The app itself tells that work began.
      const events = log.events.filter(({ type }) => type === 'picked')
      const picks = new Set(events.map(({ id }) => id)).size
      const counted = log.items.reduce((sum, line) => sum + line.picked, 0) / 1000
      if (picks < toned || counted < toned) {
        lost += toned - Math.min(picks, counted)
        complaints.push(`${toned} scans had their tone; in the log are ${picks}, in the tables ${counted}`)
      }
      const most = events.length - picks + Math.max(0, picks - pulled, counted - picks)
      if (most > 0) {
        doubled += most
        complaints.push(`of ${pulled} scans the log has ${events.length}, the tables ${counted}`)
      }
      const result = {
        acknowledged: picks - settled,
        toned: Math.max(0, toned - settled),
        lost,
        doubled,
        complaints: [...complaints],
      }
      // What was pulled without a tone and is not there was never promised.
      ;[pulled, toned, settled] = [picks, picks, picks]
      ;[lost, doubled] = [0, 0]
      complaints.length = 0
      return result
    },
    pullAndKill: async (chance) => {
      const way = chance.below(3)
      // Between scan and tone, with a network; between tone and send, without one; the same with the server gone.
      if (way === 1) await phone.airplaneMode(true)
      if (way === 2) await server.kill()
      const pulls = chance.between(2, 6)
      await pull(pulls - 1)
      const last = pull(1)
      if (way === 0) {
        await Promise.race([last, sleep(chance.between(0, 150))])
        await sleep(chance.between(0, 40))
      } else {
        await last
        await waitForTone(() => toned >= pulled)
      }
      await handheld.kill()
      await last.catch(() => undefined)
      await openAgain()
      if (way === 2) await server.restart()
    },
    [Symbol.asyncDispose]: () => handheld[Symbol.asyncDispose](),
  }
}

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

async function waitForTone(heard: () => boolean): Promise<void> {
  const deadline = Date.now() + SHOWN_WITHIN_MS
  while (!heard() && Date.now() < deadline) await sleep(1)
}

async function connectFirst(handheld: HandheldBrowser, url: string): Promise<Phone> {
  const phone = await holdPhone(await handheld.open(), url)
  await phone.enrol('nikola', '6666')
  await phone.signIn('Nikola Stanišić', '6666')
  await phone.expectReadyForOffline()
  await atTheLine(phone)
  return phone
}

/** A busy machine may be slower than the screens are given; loading the page once more is what a worker would do. */
async function atTheLine(phone: Phone): Promise<void> {
  for (let left = LOADS; ; left--) {
    try {
      await phone.open()
      await phone.expectAtWork('Nikola Stanišić')
      await takeInHand(phone)
      return
    } catch (problem) {
      if (left === 0) throw problem
    }
  }
}

async function takeInHand(phone: Phone): Promise<void> {
  await phone.openTask(shop)
  await phone.goTo(wanted)
  await phone.page.evaluate(() => {
    const tell = () => {
      const said = document.querySelector('[data-testid=last-scan]')?.textContent ?? ''
      const total = /(\d+) \/ 900/.exec(said)?.[1]
      if (total !== undefined) console.log(`toned ${total}`)
    }
    new MutationObserver(tell).observe(document.body, { subtree: true, childList: true, characterData: true })
    tell()
  })
}

/** The count on the screen once it is at least so high, or what it is when it does not get there. */
async function waitForCount(page: Page, least: number): Promise<number> {
  const count = page.getByTestId('count')
  const read = async () => Number.parseInt(await count.innerText(), 10)
  const deadline = Date.now() + SHOWN_WITHIN_MS
  for (;;) {
    const shown = await read()
    if (shown >= least || Date.now() > deadline) return shown
    await sleep(50)
  }
}
