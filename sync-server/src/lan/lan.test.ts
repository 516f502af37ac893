import { X509Certificate } from 'node:crypto'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { lanAddresses } from './addresses.ts'
import { lanCertificate } from './certificate.ts'
import { welcomeText } from './welcome.ts'

const now = Date.UTC(2025, 9, 3)
const home = { names: ['localhost', 'magacin.local'], addresses: ['127.0.0.1', '192.168.1.20'] }

test('phones are pointed to the network they are on, not to the bridges of containers', () => {
  const four = (address: string, internal = false) => [{ address, family: 'IPv4', internal }]
  expect(
    lanAddresses({
      lo: four('127.0.0.1', true),
      docker0: four('172.17.0.1'),
      wlan0: [...four('192.168.1.20'), { address: 'fe80::1', family: 'IPv6', internal: false }],
    }),
  ).toEqual(['192.168.1.20'])
  expect(lanAddresses({ docker0: four('172.17.0.1') })).toEqual(['172.17.0.1'])
})

test('the certificate stands for every address, is kept, and is made anew for a new address under the same authority', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'lan-'))
  try {
    const first = await lanCertificate(folder, home, now)
    const server = new X509Certificate(first.cert)
    const authority = new X509Certificate(first.authority)
    expect(server.checkIP('192.168.1.20')).toBe('192.168.1.20')
    expect(server.checkHost('magacin.local')).toBe('magacin.local')
    expect(server.verify(authority.publicKey)).toBe(true)
    expect(authority.ca).toBe(true)
    // Phones refuse a server certificate that is good for longer than 398 days.
    expect((Date.parse(server.validTo) - Date.parse(server.validFrom)) / 86_400_000).toBeLessThan(398)
    expect((await stat(path.join(folder, 'authority-key.pem'))).mode & 0o077).toBe(0)

    expect(await lanCertificate(folder, home, now)).toEqual(first)
    const moved = await lanCertificate(folder, { ...home, addresses: ['127.0.0.1', '10.0.0.5'] }, now)
    expect(moved.authority).toBe(first.authority)
    expect(new X509Certificate(moved.cert).checkIP('10.0.0.5')).toBe('10.0.0.5')
    const renewed = await lanCertificate(folder, home, now + 380 * 86_400_000)
    expect(Date.parse(new X509Certificate(renewed.cert).validTo)).toBeGreaterThan(now + 700 * 86_400_000)
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('the welcome says where to go and as whom, and carries a code for the phone', () => {
  const text = welcomeText({
    ...{ secure: true, port: 8123, addresses: ['192.168.1.20'], demo: true },
    ...{ handheldCode: 'K7QFM-29XHT', tvCode: 'ABCDE-FGHJK' },
  })
  expect(text).toContain('https://192.168.1.20:8123/admin')
  expect(text).toContain('https://192.168.1.20:8123/tv#ABCDE-FGHJK')
  for (const word of ['sef', 'magacin-demo', 'ana 1111', 'nikola 6666']) expect(text).toContain(word)
  expect(text).toMatch(/[▀▄█]{10}/)
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100)
  const company = welcomeText({
    secure: false,
    port: 80,
    addresses: [],
    demo: false,
    publicUrl: 'https://magacin.example/',
  })
  expect(company).toContain('https://magacin.example/admin')
  expect(company).not.toContain('magacin-demo')
})
