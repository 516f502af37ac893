import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { systemClock } from '../../clock.ts'
import { all, erpPortContract, fulfilmentFor, pagesOf } from '../erp-port-contract.ts'
import { createSimulator } from '../simulator/create-simulator.ts'
import { exportToFolder, importFromFolder } from '../simulator/exchange-by-files.ts'
import { createState } from '../simulator/state.ts'
import { IN_TYPES, noTraps, OUT_TYPES } from '../simulator/world.ts'
import { createFilesAdapter } from './files-adapter.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function office() {
  const folder = mkdtempSync(path.join(tmpdir(), 'erp-files-'))
  folders.push(folder)
  const inbox = path.join(folder, 'in')
  mkdirSync(inbox, { recursive: true })
  const drop = (name: string, content: string | Buffer, secondsAgo = 60) => {
    writeFileSync(path.join(inbox, name), content)
    const at = Date.now() / 1000 - secondsAgo
    utimesSync(path.join(inbox, name), at, at)
  }
  const types = { out: [...OUT_TYPES], in: [...IN_TYPES] }
  const port = createFilesAdapter({ folder, types, stableMs: 10_000, clock: systemClock })
  const documents = () => port.documents({ direction: 'out', types: [...OUT_TYPES], from: '2026-01-01' })
  return { folder, inbox, drop, port, documents, out: path.join(folder, 'out') }
}

erpPortContract('files', async () => {
  const simulator = await createSimulator({ days: 2, articles: 2000 })
  const folder = mkdtempSync(path.join(tmpdir(), 'erp-files-'))
  const types = { out: [...OUT_TYPES], in: [...IN_TYPES] }
  const port = createFilesAdapter({ folder, types, stableMs: 10_000, clock: systemClock })
  return {
    ...{ port, simulator },
    exchange: async () => {
      exportToFolder(simulator.state, folder, Date.now())
      importFromFolder(simulator.state, folder)
    },
    close: async () => {
      await simulator.close()
      rmSync(folder, { recursive: true })
    },
  }
})

const HEADER = 'Broj dokumenta;Datum;Izvor;Odredište;Šifra artikla;Naziv artikla;Količina'
const LINE = '25-20CT-000279;03.10.2025;Veleprodajni Magacin;Prodavnica - Kotor Centar;00013;Jastuk KING;24,5'

test('RC-56 a file that is still being written is left until it has been quiet', async () => {
  const { drop, inbox, documents } = office()
  drop('trebovanja.csv', `${HEADER}\n${LINE}\n`, 3)
  drop('.trebovanja2.csv', `${HEADER}\n${LINE}\n`)
  drop('trebovanja3.csv.part', `${HEADER}\n`)
  expect(await all(documents())).toEqual([])
  appendFileSync(path.join(inbox, 'trebovanja.csv'), `${LINE.replace('00013', '00042')}\n`)
  utimesSync(path.join(inbox, 'trebovanja.csv'), Date.now() / 1000 - 60, Date.now() / 1000 - 60)
  const [document] = await all(documents())
  expect(document?.lines.map(({ ident, qty }) => ({ ident, qty }))).toEqual([
    { ident: '00013', qty: 24_500 },
    { ident: '00042', qty: 24_500 },
  ])
  expect(readdirSync(path.join(inbox, 'processed'))).toEqual([expect.stringMatching(/_trebovanja\.csv$/)])
})

test('a share whose clock is ahead cannot make half a file look whole', async () => {
  const { folder, drop } = office()
  let now = Date.now()
  const clock = { ...systemClock, now: () => now }
  const types = { out: [...OUT_TYPES], in: [] }
  const port = createFilesAdapter({ folder, types, stableMs: 10_000, clock })
  const read = () => all(port.documents({ direction: 'out', types: types.out, from: '2026-01-01' }))
  drop('trebovanja.csv', `${HEADER}\n${LINE}\n`, -3600)
  expect(await read()).toEqual([])
  now += 10_000
  expect(await read()).toHaveLength(1)
})

test('RC-56 a bad file goes to "failed" with its reason and holds up none of the others', async () => {
  const { drop, inbox, documents } = office()
  drop('a-losa.csv', `${HEADER}\n${LINE.replace('24,5', 'dosta')}\n`)
  drop('b-dobra.csv', `${HEADER}\n${LINE}\n`)
  drop('c-vrsta.csv', `${HEADER}\n${LINE.replace('20CT', '99XX')}\n`)
  const pages = await pagesOf(documents())
  expect(pages.flatMap((page) => (page.ok ? page.value : []))).toHaveLength(1)
  expect(pages.at(-1)).toMatchObject({ ok: false, failure: { kind: 'broken' } })
  const reasons = readdirSync(path.join(inbox, 'failed')).filter((name) => name.endsWith('.reason.txt'))
  expect(reasons).toHaveLength(2)
  const reason = readFileSync(path.join(inbox, 'failed', reasons[0] ?? ''), 'utf8')
  expect(reason).toContain('row 2 Količina: quantity_not_a_number (dosta')
})

test('RC-56 a file whose documents nobody took stays and is given again', async () => {
  const { drop, inbox, documents } = office()
  drop('trebovanja.csv', `${HEADER}\n${LINE}\n`)
  for await (const page of documents()) {
    expect(page.ok).toBe(true)
    // The server did not answer, so the import stops here.
    break
  }
  expect(existsSync(path.join(inbox, 'trebovanja.csv'))).toBe(true)
  expect(await all(documents())).toHaveLength(1)
})

test('a workbook and a CSV from Windows are read like any other', async () => {
  const { drop, documents, port } = office()
  const rows = [HEADER.split(';'), LINE.split(';')].map((row) =>
    row.map((value) => ({ type: String, value })),
  )
  drop('trebovanja.xlsx', await writeXlsxFile(rows).toBuffer())
  const [document] = await all(documents())
  expect(document).toMatchObject({
    number: '25-20CT-000279',
    date: '2025-10-03',
    partner: 'Prodavnica - Kotor Centar',
  })
  // 'Šifra;Naziv;JM' and 'Čaša' as Windows-1250 writes them.
  const cp1250 = Buffer.from('8a696672613b4e617a69763b4a4d0d0a30303031333bc8619a613b4b4f4d0d0a', 'hex')
  drop('artikli.csv', cp1250)
  expect(await all(port.articles())).toMatchObject([{ ident: '00013', name: 'Čaša', unit: 'KOM' }])
})

test('RC-56 a posting is one file, however often it is sent and also after the ERP took it away', async () => {
  const { port, out } = office()
  const fulfilment = { ...posting(), id: 'MT-25CT000279-1' }
  const first = await port.post(fulfilment)
  expect(await port.post(fulfilment)).toEqual(first)
  const csv = readdirSync(out).filter((name) => name.endsWith('.csv'))
  expect(csv).toEqual(['MT-25CT000279-1_3010.csv'])
  expect(readFileSync(path.join(out, csv[0] ?? ''), 'utf8')).toBe(
    '\ufeffBroj dokumenta;Radnja;Odgovorna osoba;Datum\r\n25-20CT-000279;Prodavnica - Kotor Centar;Ana;10.03.2026\r\n' +
      'Šifra;Naziv;Količina\r\n00013;"Čaša; ""velika""";2,5\r\n',
  )
  rmSync(path.join(out, csv[0] ?? ''))
  expect(await port.post(fulfilment)).toEqual(first)
  expect(readdirSync(out).filter((name) => name.endsWith('.csv'))).toEqual([])
})

test('RC-56 a kill between the entry in the book and the name of the file is finished by the next look', async () => {
  const { port, out } = office()
  await port.post(posting())
  const [name = ''] = readdirSync(out).filter((one) => one.endsWith('.csv'))
  writeFileSync(path.join(out, `.${name}.tmp`), readFileSync(path.join(out, name)))
  rmSync(path.join(out, name))
  const found = await port.find('MT-1')
  expect(found.ok && found.value).toHaveLength(1)
  expect(existsSync(path.join(out, name))).toBe(true)
})

test('a kill before the entry leaves nothing that looks like a posting', async () => {
  const { port, out } = office()
  mkdirSync(out, { recursive: true })
  writeFileSync(path.join(out, '.MT-1_3010.csv.tmp'), 'Broj dok')
  expect(await port.find('MT-1')).toEqual({ ok: true, value: [] })
  expect((await port.post(posting())).ok).toBe(true)
})

test.runIf(existsSync('/dev/full'))(
  'a full disk is a failure with a name, and nothing half is left behind',
  async () => {
    const { port, out } = office()
    mkdirSync(path.join(out, 'sent'), { recursive: true })
    symlinkSync('/dev/full', path.join(out, '.MT-1_3010.csv.tmp'))
    expect(await port.post(posting())).toMatchObject({
      ok: false,
      failure: { kind: 'disk', code: 'erp_disk', detail: expect.stringContaining('the disk is full') },
    })
    expect(readdirSync(out)).toEqual(['sent'])
    expect((await port.post(posting())).ok).toBe(true)
  },
)

test('sixty thousand articles come in pages and are looked up afterwards', async () => {
  const { port, folder } = office()
  const state = createState({
    ...{
      seed: 1,
      articles: 60_000,
      traps: noTraps,
      documentsPerDay: 1,
      linesPerDocument: 1,
      days: 1,
      now: Date.now,
    },
  })
  exportToFolder(state, folder, Date.now())
  expect(await all(port.articles())).toHaveLength(60_000)
  expect(await port.article('259999')).toMatchObject({ ok: true, value: { ident: '259999' } })
})

function posting() {
  const state = createState({
    ...{
      seed: 1,
      articles: 100,
      traps: noTraps,
      documentsPerDay: 1,
      linesPerDocument: 1,
      days: 1,
      now: Date.now,
    },
  })
  return {
    ...fulfilmentFor({ state }, 'MT-1'),
    ...{
      document: '25-20CT-000279',
      partner: 'Prodavnica - Kotor Centar',
      person: 'Ana',
      date: '2026-03-10',
    },
    lines: [{ pos: 1, ident: '00013', name: 'Čaša; "velika"', qty: 2500, unit: 'KOM' }],
  }
}
