import type { Role } from 'shared-schema/domain/people.ts'
import { expect, test } from 'vitest'
import type { Principal } from '../auth/principal.ts'
import { openSqliteStore } from '../storage/sqlite/sqlite-store.ts'
import { openBridge } from '../testing/bridge.ts'
import { openWarehouse } from '../testing/warehouse.ts'
import { allRoutes } from './all-routes.ts'
import type { ApiDeps } from './deps.ts'

const everybody = 'stranger ADMIN MENADZER SEF KOMERCIJALISTA MAGACIONER handheld tv service'.split(' ')
const office = 'ADMIN MENADZER SEF KOMERCIJALISTA'
const deciding = 'ADMIN MENADZER SEF'
const people = `${office} MAGACIONER`
const pickers = 'ADMIN MAGACIONER'

/** Who may call what. A route that is missing here fails the test, so nobody adds one without saying who may. */
const table: Record<string, string> = {
  'post /api/auth/login': everybody.join(' '),
  'post /api/auth/refresh': everybody.join(' '),
  'post /api/auth/logout': everybody.join(' '),
  'post /api/auth/device-token': everybody.join(' '),
  'get /api/auth/me': people,
  'get /api/devices': deciding,
  'post /api/devices/enrolments': deciding,
  'post /api/devices/:id/revoke': deciding,
  'post /api/devices/events': `${deciding} handheld`,
  'get /api/people': office,
  'post /api/people': 'ADMIN',
  'patch /api/people/:id': 'ADMIN',
  'post /api/teams': 'ADMIN',
  'post /api/import/upload': deciding,
  'get /api/import/jobs': deciding,
  'get /api/import/jobs/:id': deciding,
  'get /api/trebovanja': office,
  'post /api/trebovanja': deciding,
  'get /api/trebovanja/:id': office,
  'get /api/trebovanja/:id/items': office,
  'post /api/trebovanja/:id/assign': deciding,
  'post /api/trebovanja/:id/complete': deciding,
  'post /api/trebovanja/:id/cancel': deciding,
  'get /api/zaduznice': office,
  'post /api/zaduznice': deciding,
  'get /api/zaduznice/:id': people,
  'get /api/zaduznice/:id/items': people,
  'post /api/zaduznice/:id/start': pickers,
  'post /api/zaduznice/:id/pause': pickers,
  'post /api/zaduznice/:id/resume': pickers,
  'post /api/zaduznice/:id/complete': `${deciding} MAGACIONER`,
  'post /api/zaduznice/:id/cancel': deciding,
  'post /api/zaduznice/:id/reassign': deciding,
  'get /api/worker/tasks': pickers,
  'get /api/worker/tasks/:id': pickers,
  'post /api/worker/tasks/:stavka_id/pick-by-code': pickers,
  'post /api/worker/tasks/:stavka_id/short-pick': pickers,
  'post /api/worker/tasks/:stavka_id/not-found': pickers,
  'post /api/worker/documents/:id/complete': pickers,
  'get /api/catalog/lookup': people,
  'get /api/catalog/articles': people,
  'get /api/exceptions': office,
  'get /api/exceptions/:id{.+}': office,
  'post /api/exceptions/:id{.+}/resolve': deciding,
  'get /api/reports/shortages': office,
  'get /api/tv/live': `${office} tv`,
  'get /api/tv/queue': `${office} tv`,
  'get /api/tv/leaderboard': `${office} tv`,
  'get /api/tv/stream': `${office} tv`,
  'get /api/events/stream': office,
  'get /api/overview': office,
  'get /api/settings': people,
  'patch /api/settings': deciding,
  'put /api/settings/tv': deciding,
  'get /api/quarantine': deciding,
  'get /api/quarantine/:id': deciding,
  'post /api/quarantine/:id/review': deciding,
  'get /api/audit': 'ADMIN MENADZER',
  'get /api/replication/:collection': 'handheld',
  'get /api/bridge/site': 'service',
  'post /api/bridge/articles': 'service',
  'post /api/bridge/articles/complete': 'service',
  'post /api/bridge/subjects': 'service',
  'post /api/bridge/documents': 'service',
  'get /api/bridge/unknown-articles': 'service',
  'post /api/bridge/stock': 'service',
  'get /api/bridge/work': 'service',
  'put /api/bridge/fulfilments/:id': 'service',
  'get /api/bridge/orders': 'service',
  'post /api/bridge/orders/:id': 'service',
  'put /api/bridge/runs/:id': 'service',
  'put /api/bridge/status': 'service',
  'post /api/bridge/reconciliations/:id': 'service',
  'get /api/pantheon/sync/status': office,
  'post /api/pantheon/sync/catalog': deciding,
  'post /api/pantheon/sync/subjects': deciding,
  'post /api/pantheon/sync/receipts': deciding,
  'post /api/pantheon/sync/dispatches': deciding,
  'post /api/pantheon/sync/stock': deciding,
  'post /api/pantheon/sync/nightly': deciding,
  'get /api/pantheon/orders/:id': office,
  'get /api/pantheon/runs': office,
  'get /api/pantheon/runs/:id': office,
  'get /api/pantheon/documents/:number{.+}': office,
  'get /api/pantheon/fulfilments': office,
  'post /api/pantheon/fulfilments/:id/approve': deciding,
  'post /api/pantheon/fulfilments/:id/reject': deciding,
  'get /api/pantheon/sites': office,
  'post /api/pantheon/sites': deciding,
  'get /api/pantheon/articles/missing': office,
  'get /api/dispatches': office,
  'get /api/receipts': office,
  'get /api/reconciliation/summary': office,
  'get /api/reconciliation/runs': office,
  'get /api/reconciliation/runs/:id': office,
  'get /api/reconciliation/differences': office,
  'get /api/reconciliation/differences/:id': office,
  'post /api/reconciliation/differences/:id/actions': deciding,
  'put /api/photos/:sha256': 'handheld',
  'get /api/photos/:sha256': office,
}

function principalOf(name: string): Principal | undefined {
  if (name === 'stranger') return undefined
  if (name === 'handheld' || name === 'tv' || name === 'service')
    return { kind: 'device', device: { id: 'd', kind: name } } as unknown as Principal
  const person = { id: 'p', username: 'p', name: 'P', role: name as Role, active: true }
  return { kind: 'person', person, family: 'f' }
}

test('every route admits exactly the roles and devices the table says', async () => {
  await using warehouse = await openWarehouse(openSqliteStore)
  const { store, ingest, clock } = warehouse
  const deps = { store, ingest, now: () => clock.now, config: { timeZone: 'Europe/Belgrade' } }
  const routes = allRoutes(deps as unknown as ApiDeps)
  const found = Object.fromEntries(
    routes.map(({ method, path, access }) => [
      `${method} ${path}`,
      everybody.filter((name) => access.admit(principalOf(name)).ok),
    ]),
  )
  const wanted = Object.fromEntries(Object.entries(table).map(([key, who]) => [key, new Set(who.split(' '))]))
  expect(Object.fromEntries(Object.entries(found).map(([key, who]) => [key, new Set(who)]))).toEqual(wanted)
})

test('over HTTP each role gets 403 exactly where the table does not name it, a stranger 401', async () => {
  await using warehouse = await openWarehouse(openSqliteStore)
  const { as, phoneOf, stranger } = warehouse
  const enrolled = await (await as('sef')).post('/api/devices/enrolments', { kind: 'tv' })
  const tv = await stranger.post('/api/auth/device-token', { code: enrolled.body.code })
  const callers = {
    stranger,
    ADMIN: await as('admin'),
    MENADZER: await as('menadzer'),
    SEF: await as('sef'),
    KOMERCIJALISTA: await as('prodaja'),
    MAGACIONER: await as('ana'),
    handheld: await phoneOf('ana'),
    tv: warehouse.holding(tv.body.token as string),
    service: await openBridge(warehouse),
  }
  const wrong: string[] = []
  for (const [key, who] of Object.entries(table)) {
    const [method = '', path = ''] = key.split(' ')
    if (path.startsWith('/api/auth/')) continue
    const address = path.replace(/:\w+(\{\.\+\})?/g, 'nothing')
    for (const [name, client] of Object.entries(callers)) {
      const response = await client.raw(address, { method: method.toUpperCase() })
      await response.body?.cancel()
      const refused = response.status === 401 || response.status === 403
      const expected = name === 'stranger' ? 401 : 403
      const admitted = who.split(' ').includes(name)
      if (admitted ? refused : response.status !== expected)
        wrong.push(`${key} as ${name}: ${response.status}`)
    }
  }
  expect(wrong).toEqual([])
})
