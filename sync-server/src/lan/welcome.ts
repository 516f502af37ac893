import { renderUnicodeCompact } from 'uqr'
import { DEMO_PASSWORD, demoPeople } from '../demo/people.ts'

export type Welcome = {
  readonly secure: boolean
  readonly port: number
  /** Addresses of this computer in its network, likely ones first; empty when it listens to itself only. */
  readonly addresses: readonly string[]
  /** Address under which people reach the server, where it is configured. */
  readonly publicUrl?: string | undefined
  readonly demo: boolean
  /** Page of the simulated ERP that runs beside it. */
  readonly simulator?: string | undefined
  /** Codes that enrol phones and TVs; printed where they exist. */
  readonly handheldCode?: string | undefined
  readonly tvCode?: string | undefined
}

const LABEL_WIDTH = 16

/** What the terminal shows once the server answers: where to go, as whom, and a code for the phone. */
export function welcomeText(welcome: Welcome): string {
  const { secure, port, addresses, publicUrl, demo, handheldCode, tvCode } = welcome
  const scheme = secure ? 'https' : 'http'
  const here = `${scheme}://localhost:${port}`
  const elsewhere = addresses.map((address) => `${scheme}://${address}:${port}`)
  const base = publicUrl?.replace(/\/$/, '') ?? elsewhere[0] ?? here
  const phone = handheldCode === undefined ? `${base}/` : `${base}/#enrol=${handheldCode}`
  return [
    '',
    '  Magacin Track is running.',
    '',
    line('This computer', `${here}/`),
    line('Supervisors', `${base}/admin`),
    line('TV', `${base}/tv${tvCode === undefined ? '' : `#${tvCode}`}`),
    line('Phones', `${base}/`),
    ...elsewhere.filter((each) => each !== base).map((each) => line('', `${each}/`)),
    ...(secure ? [line('Certificate', `${base}/certificate.crt`)] : []),
    line('API', `${base}/docs`),
    ...(welcome.simulator === undefined ? [] : [line('Simulated ERP', `${welcome.simulator}/`)]),
    ...(demo ? demoLogins() : []),
    '',
    '  Open it on a phone:',
    '',
    ...renderUnicodeCompact(phone, { ecc: 'L', border: 2 })
      .split('\n')
      .map((row) => `  ${row}`),
    '',
    ...(secure
      ? [
          '  A phone trusts this computer after installing the certificate once',
          '  (Settings, Security, Install a certificate, CA certificate).',
        ]
      : [
          '  Browsers let a phone work offline over HTTPS only. For phones start it with',
          '  npm start -- --lan',
        ]),
    '',
    '  Ctrl-C stops it.',
    '',
  ].join('\n')
}

function demoLogins(): string[] {
  const office = demoPeople.filter((person) => person.password !== undefined)
  const workers = demoPeople.filter((person) => person.pin !== undefined)
  return [
    '',
    line(
      'Demo, desk',
      `${office.map((person) => person.username).join(', ')} with password ${DEMO_PASSWORD}`,
    ),
    ...chunks(workers, 3).map((some, index) =>
      line(
        index === 0 ? 'Demo, phones' : '',
        some.map((person) => `${person.username} ${person.pin}`).join(', ') +
          (index === 0 ? ' (name and PIN)' : ''),
      ),
    ),
  ]
}

function line(label: string, text: string): string {
  return `  ${label.padEnd(LABEL_WIDTH)}${text}`
}

function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  )
}
