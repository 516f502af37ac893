import { authRoutes } from './auth-routes.ts'
import type { ApiDeps } from './deps.ts'
import type { Route } from './route.ts'

/** Every route of the API, in the order in which paths are matched. */
export function allRoutes(deps: ApiDeps): Route[] {
  return [...authRoutes(deps)]
}
