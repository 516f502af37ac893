import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { readConfig, variableNames } from '../../sync-server/src/config.ts'
import { repository } from '../setup/project-node.mjs'
import { interpolate, readCompose, textOf } from './compose-file.ts'

/*
 * There is no Docker where these files are written, so that nothing runs them here. What can be wrong without it is looked for: names,
 * paths, ports, health, and settings the server would refuse.
 */

const dockerfile = textOf('sync-server/Dockerfile')
const caddyfile = textOf('sync-server/Caddyfile')
const given = { POSTGRES_PASSWORD: 'letters1and2digits', SITE_HOST: 'magacin.example.lan' }
const port = Number(/^EXPOSE (\d+)$/m.exec(dockerfile)?.[1])

describe.each([
  ['docker-compose.yml', ['server'], ['erp-bridge', 'proxy', 'server']],
  ['docker-compose.nodes.yml', ['north', 'south'], ['north', 'postgres', 'proxy', 'south']],
])('%s', (file, servers, all) => {
  const { services, volumes } = readCompose(file, given)
  const service = (name: string) => services[name] ?? {}

  test('has exactly its services, and all of them come back after a reboot', () => {
    expect(Object.keys(services).sort()).toEqual(all)
    for (const name of all) expect(service(name).restart, name).toBe('unless-stopped')
  })

  test('every image is one that does not change its major version by itself', () => {
    for (const [name, { image, build }] of Object.entries(services)) {
      if (build === undefined) expect(image, name).toMatch(/^[a-z]+:\d+(\.\d+)*-[a-z]+$/)
      else expect(existsSync(path.join(repository, build.context, build.dockerfile)), name).toBe(true)
    }
    for (const [, image] of dockerfile.matchAll(/^FROM (\S+)/gm)) expect(image).toMatch(/^node:24-/)
  })

  test('whoever waits for somebody’s health waits for somebody who has any', () => {
    const healthy = (name: string) =>
      service(name).healthcheck !== undefined ||
      (service(name).build !== undefined && /^HEALTHCHECK [\s\S]*\/health/m.test(dockerfile))
    for (const { depends_on = {} } of Object.values(services)) {
      for (const [name, { condition }] of Object.entries(depends_on)) {
        expect([name, condition, healthy(name)]).toEqual([name, 'service_healthy', true])
      }
    }
    expect(Object.keys(service('proxy').depends_on ?? {}).sort()).toEqual(servers)
  })

  test.each(servers)('the settings of %s are ones the server knows and takes', (name) => {
    const { environment = {} } = service(name)
    expect(Object.keys(environment).filter((each) => !variableNames.includes(each))).toEqual([])
    const read = readConfig({ ...environment, DATA_DIR: '/data', PORT: String(port) })
    expect(read).toMatchObject({ ok: true, config: { publicUrl: 'https://magacin.example.lan' } })
    // Longer than a server needs to end what is under way.
    expect(Number.parseInt(service(name).stop_grace_period ?? '0', 10)).toBeGreaterThanOrEqual(10)
  })

  test('what is mounted is there, and what must survive is on a volume that is declared', () => {
    const used = new Set<string>()
    for (const mount of Object.values(services).flatMap((each) => each.volumes ?? [])) {
      const [from = ''] = mount.split(':')
      if (from.startsWith('.')) expect(existsSync(path.join(repository, from)), from).toBe(true)
      else used.add(from)
    }
    expect([...used].sort()).toEqual(Object.keys(volumes).sort())
  })

  test('the settings of the bridge are ones the bridge knows', () => {
    const { environment = {} } = service('erp-bridge')
    const known = [textOf('erp-bridge/src/config.ts'), textOf('erp-bridge/src/erp/erp-config.ts')].join('\n')
    for (const name of Object.keys(environment)) expect(known).toContain(`  ${name}: `)
  })

  test('the proxy knows the servers by their names and port', () => {
    const { environment = {} } = service('proxy')
    const filled = caddyfile.replaceAll(
      /\{\$(\w+)(?::([^}]*))?\}/g,
      (_all, name: string, fallback = '') => environment[name] ?? fallback,
    )
    expect(filled).toContain('magacin.example.lan {')
    const upstreams = /reverse_proxy ([^{]+) \{/.exec(filled)?.[1]?.trim().split(' ')
    expect(upstreams?.sort()).toEqual(servers.map((name) => `${name}:${port}`))
    for (const name of Object.keys(environment)) expect(caddyfile).toContain(`{$${name}`)
  })
})

test('both nodes share the one Postgres by its own name and account, and nobody gets far without a password', () => {
  const { services } = readCompose('docker-compose.nodes.yml', given)
  const { POSTGRES_USER, POSTGRES_DB } = services.postgres?.environment ?? {}
  for (const name of ['north', 'south']) {
    const url = new URL(services[name]?.environment?.DATABASE_URL ?? '')
    expect([url.hostname, url.port, url.username]).toEqual(['postgres', '5432', POSTGRES_USER])
    expect([url.pathname, url.password]).toEqual([`/${POSTGRES_DB}`, given.POSTGRES_PASSWORD])
  }
  expect(services.postgres?.healthcheck?.test.join(' ')).toContain(`--username=${POSTGRES_USER}`)
  expect(() => interpolate(textOf('docker-compose.nodes.yml'), {})).toThrow('choose a password')
})

test('the image is made of what is there: every workspace, every folder', () => {
  const { workspaces } = JSON.parse(readFileSync(path.join(repository, 'package.json'), 'utf8')) as {
    workspaces: string[]
  }
  const stages = dockerfile.split(/^FROM /m).slice(1)
  expect(stages.length).toBe(2)
  for (const stage of stages) {
    // npm ci compares the lock file with all workspaces, also those it does not install.
    for (const workspace of workspaces)
      expect(stage).toContain(`COPY ${workspace}/package.json ${workspace}/`)
    for (const [, sources = ''] of stage.matchAll(/^COPY (?!--from)(.+) \S+$/gm)) {
      for (const source of sources.split(' '))
        expect(existsSync(path.join(repository, source)), source).toBe(true)
    }
  }
  const command = JSON.parse(/^CMD (\[.+\])$/m.exec(dockerfile)?.[1] ?? '[]') as string[]
  expect([command[0], command.at(-1)]).toEqual(['node', 'sync-server/src/main.ts'])
  expect(command.slice(1, -1).every((option) => option.startsWith('--'))).toBe(true)
  expect(dockerfile).toContain(`PORT=${port}`)
})
