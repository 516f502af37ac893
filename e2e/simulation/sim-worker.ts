// First, so that nothing keeps the real time.
import './world/thread.ts'
import { substituteForServers } from './server/substitutes.ts'

substituteForServers()
// Not before: a module is resolved once.
await import('./live-worlds.ts')
