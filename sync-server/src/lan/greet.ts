import { createStartCode } from '../auth/enrolment.ts'
import type { Config } from '../config.ts'
import type { Store } from '../storage/store.ts'
import { lanAddresses } from './addresses.ts'
import { welcomeText } from './welcome.ts'

const LOOPBACK = ['127.0.0.1', '::1', 'localhost']

/**
 * Writes the welcome to the terminal. In the demo, and for people in the same room (`--lan`), it carries fresh codes for a phone
 * and a TV; a server in a rack prints no credential into its log.
 */
export async function greet(
  store: Store,
  config: Pick<Config, 'host' | 'demo' | 'publicUrl'>,
  running: {
    readonly port: number
    readonly lan: boolean
    /** Page of the simulated ERP, where one runs beside it. */
    readonly simulator?: string | undefined
    readonly write: (text: string) => void
  },
): Promise<void> {
  const open = config.demo || running.lan
  const text = welcomeText({
    secure: running.lan,
    port: running.port,
    addresses: LOOPBACK.includes(config.host) ? [] : lanAddresses(),
    publicUrl: config.publicUrl,
    demo: config.demo,
    simulator: running.simulator,
    handheldCode: open ? await createStartCode(store, 'handheld') : undefined,
    tvCode: open ? await createStartCode(store, 'tv') : undefined,
  })
  running.write(text)
}
