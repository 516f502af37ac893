import { startBalancer } from './balancer.ts'
import { type RunningServer, startServer } from './start-server.ts'

/** Two real servers on one Postgres. Each has a proxy that prefers it and turns to the other when it is gone. */
export type Cluster = AsyncDisposable & {
  readonly north: RunningServer
  readonly south: RunningServer
  /** Addresses for devices: `http://…` of the two proxies. */
  readonly northFirst: string
  readonly southFirst: string
}

/** @param databaseUrl of an empty database */
export async function startCluster(databaseUrl: string): Promise<Cluster> {
  // At once: whoever comes first migrates and fills the database, the other one waits for it.
  const environment = { DATABASE_URL: databaseUrl, LOG_LEVEL: 'warn' }
  const [north, south] = await Promise.all([startServer(environment), startServer(environment)])
  const proxies = await Promise.all([
    startBalancer([north.port, south.port]),
    startBalancer([south.port, north.port]),
  ])
  return {
    ...{ north, south },
    ...{ northFirst: proxies[0].url, southFirst: proxies[1].url },
    [Symbol.asyncDispose]: async () => {
      await Promise.all([...proxies, north, south].map((each) => each[Symbol.asyncDispose]()))
    },
  }
}
