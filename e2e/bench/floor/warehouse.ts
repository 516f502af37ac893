import { randomUUID } from 'node:crypto'
import { hashSecret } from '../../../sync-server/src/auth/passwords.ts'
import { newToken, tokenHash } from '../../../sync-server/src/auth/tokens.ts'
import { insertDevice, recordDeviceLogin } from '../../../sync-server/src/storage/devices.ts'
import { insertPerson, insertTeam } from '../../../sync-server/src/storage/people.ts'
import { insertRequisition } from '../../../sync-server/src/storage/requisitions.ts'
import { openSqliteStore } from '../../../sync-server/src/storage/sqlite/sqlite-store.ts'
import type { Write } from '../../../sync-server/src/storage/store.ts'
import { insertTask } from '../../../sync-server/src/storage/task-plans.ts'

/** A handheld with the worker who is signed in on it. */
export type FloorDevice = {
  readonly id: string
  readonly token: string
  /** Key of its authentication codes, base64url. */
  readonly key: string
  readonly by: string
  readonly team: number
}
export type FloorTask = { readonly id: string; readonly lines: readonly string[] }

/** Who works where: what a load generator has to know of a prepared database. Plain JSON. */
export type Floor = {
  readonly devices: readonly FloorDevice[]
  /** Tasks by team; both workers of a team work on all of them. */
  readonly teams: readonly (readonly FloorTask[])[]
  /** Credentials of screens on the wall. */
  readonly screens: readonly string[]
}

export type FloorPlan = {
  /** Two to a team. */
  readonly devices: number
  readonly tasksPerTeam: number
  /** Pieces wanted of each line. */
  readonly pieces: number
  readonly screens: number
}

/** Each task has this many lines. */
const LINES_PER_TASK = 8

/** Pieces of each line that two workers have picked when each has made so many events of the task, its start and its end among them. */
export function piecesFor(eventsEach: number): number {
  return Math.max(1, Math.round((2 * (eventsEach - 2)) / LINES_PER_TASK))
}
/** The desk of the benchmarks. */
export const DESK = { username: 'sef', password: 'magacin-bench' }
/** Tasks of one write: one for all would keep every change of it in memory. */
const TEAMS_PER_WRITE = 25

/** Writes the database of a warehouse whose people, devices and tasks are as planned and where nothing was picked yet. */
export async function buildFloor(file: string, plan: FloorPlan): Promise<Floor> {
  const store = await openSqliteStore(file)
  try {
    const passwordHash = await hashSecret(DESK.password)
    const devices: FloorDevice[] = []
    const teams: FloorTask[][] = []
    const screens: string[] = []
    const teamCount = Math.ceil(plan.devices / 2)
    for (let from = 0; from < teamCount; from += TEAMS_PER_WRITE) {
      await store.write(async (tx) => {
        if (from === 0) await addOffice(tx, passwordHash, plan.screens, screens)
        for (let team = from; team < Math.min(teamCount, from + TEAMS_PER_WRITE); team++) {
          const workers = [team * 2, team * 2 + 1].filter((worker) => worker < plan.devices)
          for (const worker of workers) devices.push(await addWorker(tx, worker, team))
          const ids = workers.map((worker) => `p-${worker}`)
          await insertTeam(tx, { id: `t-${team}`, name: `Tim ${team}`, members: ids })
          const tasks: FloorTask[] = []
          for (let task = 0; task < plan.tasksPerTeam; task++)
            tasks.push(await addTask(tx, team, task, ids, plan.pieces))
          teams.push(tasks)
        }
      })
    }
    return { devices, teams, screens }
  } finally {
    await store.close()
  }
}

async function addOffice(tx: Write, passwordHash: string, count: number, screens: string[]): Promise<void> {
  const desk = { id: 'p-sef', username: DESK.username, name: 'Milena', role: 'ADMIN', active: true } as const
  await insertPerson(tx, { ...desk, passwordHash, pinHash: null })
  for (let screen = 0; screen < count; screen++) {
    const token = newToken()
    screens.push(token)
    const device = { id: `tv-${screen}`, name: `TV ${screen}`, kind: 'tv', mac_key: null }
    await insertDevice(tx, { ...device, token_hash: tokenHash(token), enrolled_by: desk.id })
  }
}

async function addWorker(tx: Write, worker: number, team: number): Promise<FloorDevice> {
  const by = `p-${worker}`
  const id = `d-${worker.toString(16).padStart(12, '0')}`
  const token = newToken()
  const key = tx.deviceKey(id)
  const person = { id: by, username: `radnik${worker}`, name: `Radnik ${worker}`, active: true }
  await insertPerson(tx, { ...person, role: 'MAGACIONER', passwordHash: null, pinHash: null })
  const device = { id, name: `Telefon ${worker}`, kind: 'handheld', mac_key: key, enrolled_by: by }
  await insertDevice(tx, { ...device, token_hash: tokenHash(token) })
  await recordDeviceLogin(tx, id, by)
  return { id, token, key, by, team }
}

async function addTask(
  tx: Write,
  team: number,
  task: number,
  workers: readonly string[],
  pieces: number,
): Promise<FloorTask> {
  const requested = pieces * 1000
  const lines = Array.from({ length: LINES_PER_TASK }, (_, pos) => ({
    ...{ id: randomUUID(), pos: pos + 1, ident: String(200_001 + pos), name: `Artikal ${pos}` },
    ...{
      unit: 'KOM',
      requested,
      barcode: null,
      location: `ZA-R01-P01-B0${pos}`,
      unknown_article: 0 as const,
    },
  }))
  const requisition = randomUUID()
  await insertRequisition(tx, {
    ...{ id: requisition, number: `26-20CT-${String(team * 100 + task).padStart(6, '0')}` },
    ...{ date: '2026-11-21', warehouse: 'Veleprodaja', shop: `Prodavnica ${team % 12}` },
    ...{ closeIncomplete: true, importedBy: null, lines },
  })
  const id = randomUUID()
  const shares = lines.map((line) => ({ id: randomUUID(), requisitionLine: line.id, quantity: requested }))
  await insertTask(tx, {
    ...{ id, requisition, team: `t-${team}`, workers, priority: 'normal', due: null, by: 'p-sef' },
    lines: shares,
  })
  return { id, lines: shares.map((share) => share.id) }
}
