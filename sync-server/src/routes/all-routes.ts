import { authRoutes } from './auth-routes.ts'
import { bridgeFactsRoutes } from './bridge-facts-routes.ts'
import { bridgeWorkRoutes } from './bridge-work-routes.ts'
import { carriedRoutes } from './carried-routes.ts'
import { makeCatalogueCache } from './catalogue-cache.ts'
import { catalogueRoutes } from './catalogue-routes.ts'
import type { ApiDeps } from './deps.ts'
import { deskRoutes } from './desk-routes.ts'
import { deviceRoutes } from './device-routes.ts'
import { exceptionRoutes } from './exception-routes.ts'
import { importRoutes } from './import-routes.ts'
import { liveRoutes } from './live/live-routes.ts'
import { pantheonDocumentRoutes } from './pantheon-document-routes.ts'
import { pantheonFulfilmentRoutes } from './pantheon-fulfilment-routes.ts'
import { pantheonSiteRoutes } from './pantheon-site-routes.ts'
import { pantheonSyncRoutes } from './pantheon-sync-routes.ts'
import { peopleRoutes } from './people-routes.ts'
import { photoRoutes } from './photo-routes.ts'
import { reconciliationRoutes } from './reconciliation-routes.ts'
import { replicationRoutes } from './replication-routes.ts'
import { reportRoutes } from './report-routes.ts'
import { requisitionRoutes } from './requisition-routes.ts'
import type { Route } from './route.ts'
import { taskRoutes } from './task-routes.ts'
import { workerRoutes } from './worker-routes.ts'

/** Every route of the API. */
export function allRoutes(deps: ApiDeps): Route[] {
  const catalogue = makeCatalogueCache(deps.store)
  return [
    ...authRoutes(deps),
    ...deviceRoutes(deps),
    ...carriedRoutes(deps),
    ...peopleRoutes(deps),
    ...importRoutes(deps),
    ...requisitionRoutes(deps),
    ...taskRoutes(deps),
    ...workerRoutes(deps, catalogue),
    ...catalogueRoutes(deps, catalogue),
    ...exceptionRoutes(deps),
    ...reportRoutes(deps),
    ...liveRoutes(deps),
    ...deskRoutes(deps),
    ...replicationRoutes(deps),
    ...bridgeFactsRoutes(deps),
    ...bridgeWorkRoutes(deps),
    ...pantheonSyncRoutes(deps),
    ...pantheonDocumentRoutes(deps),
    ...pantheonFulfilmentRoutes(deps),
    ...pantheonSiteRoutes(deps),
    ...reconciliationRoutes(deps),
    ...photoRoutes(deps),
  ]
}
