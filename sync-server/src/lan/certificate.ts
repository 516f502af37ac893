import { X509Certificate } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { generate } from 'selfsigned'

const DAY_MS = 24 * 60 * 60 * 1000
/** Phones refuse server certificates that are valid for longer than 398 days. */
const SERVER_DAYS = 390
/** People install the authority on their phones once; it must not end before the phones do. */
const AUTHORITY_DAYS = 3650
/** Renewed when less than this is left. */
const RENEW_DAYS = 30

export type LanCertificate = {
  readonly key: string
  readonly cert: string
  /** Certificate of the authority that signed it, for installing on phones. */
  readonly authority: string
}

type Pair = { readonly key: string; readonly cert: string }

/**
 * A certificate for this computer's names and addresses, signed by an authority of its own. Both are kept in the folder;
 * the server's is made anew when an address is missing from it, the authority's stays, so that phones that trust it go on trusting.
 * @param folder where they are kept; keys are readable by the owner only
 */
export async function lanCertificate(
  folder: string,
  who: { readonly names: readonly string[]; readonly addresses: readonly string[] },
  now: number,
): Promise<LanCertificate> {
  await mkdir(folder, { recursive: true })
  const authority =
    (await kept(folder, 'authority', now, () => true)) ??
    (await make(folder, 'authority', makeAuthority(now)))
  const server =
    (await kept(folder, 'server', now, (certificate) => covers(certificate, who, authority))) ??
    (await make(folder, 'server', makeServer(now, who, authority)))
  return { key: server.key, cert: `${server.cert}\n${authority.cert}`, authority: authority.cert }
}

async function kept(
  folder: string,
  name: string,
  now: number,
  fits: (certificate: X509Certificate) => boolean,
): Promise<Pair | undefined> {
  try {
    const [key, cert] = await Promise.all([
      readFile(path.join(folder, `${name}-key.pem`), 'utf8'),
      readFile(path.join(folder, `${name}.pem`), 'utf8'),
    ])
    const certificate = new X509Certificate(cert)
    const ends = Date.parse(certificate.validTo)
    return ends - now > RENEW_DAYS * DAY_MS && fits(certificate) ? { key, cert } : undefined
  } catch {
    // Not there, or damaged: a new one is made.
    return undefined
  }
}

async function make(folder: string, name: string, making: Promise<Pair>): Promise<Pair> {
  const pair = await making
  await writeFile(path.join(folder, `${name}-key.pem`), pair.key, { mode: 0o600 })
  await writeFile(path.join(folder, `${name}.pem`), pair.cert)
  return pair
}

async function makeAuthority(now: number): Promise<Pair> {
  const made = await generate([{ name: 'commonName', value: 'Magacin Track LAN' }], {
    ...{ keyType: 'ec', curve: 'P-256', algorithm: 'sha256' },
    notBeforeDate: new Date(now - DAY_MS),
    notAfterDate: new Date(now + AUTHORITY_DAYS * DAY_MS),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  })
  return { key: made.private, cert: made.cert }
}

async function makeServer(
  now: number,
  who: { readonly names: readonly string[]; readonly addresses: readonly string[] },
  authority: Pair,
): Promise<Pair> {
  const made = await generate([{ name: 'commonName', value: who.names.at(1) ?? 'localhost' }], {
    ...{ keyType: 'ec', curve: 'P-256', algorithm: 'sha256', ca: authority },
    notBeforeDate: new Date(now - DAY_MS),
    notAfterDate: new Date(now + SERVER_DAYS * DAY_MS),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          ...who.names.map((value) => ({ type: 2 as const, value })),
          ...who.addresses.map((ip) => ({ type: 7 as const, ip })),
        ],
      },
    ],
  })
  return { key: made.private, cert: made.cert }
}

function covers(
  certificate: X509Certificate,
  who: { readonly names: readonly string[]; readonly addresses: readonly string[] },
  authority: Pair,
): boolean {
  return (
    certificate.verify(new X509Certificate(authority.cert).publicKey) &&
    who.names.every((name) => certificate.checkHost(name) !== undefined) &&
    who.addresses.every((address) => certificate.checkIP(address) !== undefined)
  )
}
