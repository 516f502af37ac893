import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import type { ImportJob } from 'shared-schema/api/import.ts'
import { tvTexts } from 'shared-schema/messages/tv.ts'
import { freePort } from '../stack/free-port.ts'
import { npmStart } from '../stack/npm-start.ts'
import { openOffice } from '../stack/office.ts'
import { kotor } from './people/documents.ts'

const texts = tvTexts.sr

test.setTimeout(240_000)

test('on an empty machine npm start says where to go and as whom; a second start keeps the work; Ctrl-C ends it cleanly', async ({
  page,
}) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'magacin-first-start-'))
  const port = await freePort()
  const environment = { PORT: String(port), DATA_DIR: path.join(folder, 'data') }
  const url = `http://127.0.0.1:${port}`
  try {
    await using first = await npmStart(environment)
    await test.step('it prints addresses, logins and a code for the phone', async () => {
      await expect.poll(first.output).toMatch(/[▀▄█]{10}/)
      const said = first.output()
      expect(said).toContain(`:${port}`)
      expect(said).toContain('/admin')
      for (const word of ['sef', 'magacin-demo', 'ana', '1111', 'luka', '2222']) expect(said).toContain(word)
    })
    await test.step('the TV opens at the address it was given', async () => {
      const address = /https?:\/\/\S+\/tv#\S+/.exec(first.output())?.[0] ?? ''
      await page.goto(`${url}/tv${new URL(address).hash}`)
      await expect(page.getByText(texts.emptyQueueTitle)).toBeVisible()
    })
    await test.step('a document is imported', async () => {
      const office = await openOffice(url)
      const job = await office.upload<ImportJob>(
        '25-20CT-000279.csv',
        new Uint8Array(await readFile(kotor.file)),
      )
      expect(job.status).toBe('imported')
    })
    await test.step('Ctrl-C ends it with 0, and nobody stays behind', async () => {
      expect(await first.interrupt()).toBe(0)
      await expect.poll(first.anybodyLeft).toBe(false)
    })

    await using second = await npmStart(environment)
    await test.step('the second start finds the document', async () => {
      const office = await openOffice(url)
      const list = await office.get<{ items: { number: string }[] }>('/api/trebovanja')
      expect(list.items.map((each) => each.number)).toContain(kotor.number)
    })
    await test.step('the TV carries on by itself', async () => {
      await expect(page.getByText(texts.live)).toBeVisible({ timeout: 30_000 })
    })
    await test.step('one SIGTERM to npm ends everything as well', async () => {
      await second.terminate()
      await expect.poll(second.anybodyLeft).toBe(false)
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
