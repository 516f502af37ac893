import './ui/style.css'
import './ui/theme.ts'
import './ui/language.ts'
import { entryFor } from './entry.ts'
import { browserPlatform } from './replica/platform.ts'
import { watchForUpdates } from './service-worker/update.ts'
import { showStartupFailure } from './startup-failure.ts'
import { tellOfWaiting } from './startup-waiting.ts'

/*
 * The one place of the client that constructs things. Each role is its own download: a handheld never loads the
 * desk, the desk never loads the replica. What a role's screens need is handed to its `mount`.
 */

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')

const platform = browserPlatform()
const baseUrl = ''
// While developing there is no service worker: it would keep yesterday's code.
const update = watchForUpdates(import.meta.env.PROD ? '/service-worker.js' : undefined, () =>
  location.reload(),
)

const mounts = {
  worker: async (place: HTMLElement) => {
    const [{ mountWorker }, { openReplica }] = await Promise.all([
      import('./worker/mount.tsx'),
      import('./replica/open-replica.ts'),
    ])
    const waiting = tellOfWaiting(place)
    const onBlocked = () => waiting.tell()
    const replica = await openReplica({ baseUrl: location.origin, platform, onBlocked })
    waiting.end()
    mountWorker(place, { replica, update })
  },
  admin: async (place: HTMLElement) => {
    const [{ mountAdmin }, { createDeskSession }] = await Promise.all([
      import('./admin/mount.tsx'),
      import('./auth/desk-session.ts'),
    ])
    const session = createDeskSession({ baseUrl, platform })
    void session.resume()
    mountAdmin(place, { session, platform, update })
  },
  tv: async (place: HTMLElement) => {
    const [{ mountTv }, { openTvCredential }] = await Promise.all([
      import('./tv/mount.tsx'),
      import('./auth/tv-credential.ts'),
    ])
    const open = () => openTvCredential({ baseUrl, platform, storage: localStorage, fragment: location.hash })
    mountTv(place, { openCredential: open, platform, update })
  },
}

mounts[entryFor(location.pathname)](root).catch((error: unknown) => showStartupFailure(root, error))
