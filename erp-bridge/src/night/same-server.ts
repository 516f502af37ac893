import { mirrorAll } from '../journal/fulfilments.ts'
import { readMark, writeMark } from '../journal/marks.ts'
import { forgetPayloads } from '../journal/payloads.ts'
import type { Context, StepFailure } from './context.ts'

const EPOCH = 'server_epoch'

/**
 * Looks whether the server is the one that was spoken to last. Another one, or one that was put back to an earlier state, gets everything
 * again; the postings of the journal stay what they are, so nothing is booked again for it (RC-06).
 */
export async function meetServer({
  server,
  journal,
  log,
}: Pick<Context, 'server' | 'journal' | 'log'>): Promise<
  { readonly ok: true; readonly timeZone: string } | { readonly ok: false; readonly failure: StepFailure }
> {
  const site = await server.site()
  if (!site.ok) return site
  const { epoch, time_zone: timeZone } = site.value
  const known = await readMark(journal, EPOCH)
  if (known !== epoch) {
    if (known !== undefined)
      log.warn('another server, or one put back to an earlier state: everything is told again')
    await forgetPayloads(journal)
    await mirrorAll(journal)
    for (const mark of ['catalogue', 'catalogue_full']) await writeMark(journal, mark, '')
    await writeMark(journal, EPOCH, epoch)
  }
  return { ok: true, timeZone }
}
