import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { repository } from '../setup/project-node.mjs'

/** As much of a service as these files use. */
export type Service = {
  readonly image?: string
  readonly build?: { readonly context: string; readonly dockerfile: string }
  readonly environment?: Readonly<Record<string, string>>
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>
  readonly volumes?: readonly string[]
  readonly healthcheck?: { readonly test: readonly string[] }
  readonly restart?: string
  readonly stop_grace_period?: string
}
export type ComposeFile = {
  readonly services: Readonly<Record<string, Service>>
  readonly volumes: Readonly<Record<string, unknown>>
}

/** Reads a compose file of the repository as Docker does: anchors merged, variables filled in from the given ones or their defaults. */
export function readCompose(name: string, given: Readonly<Record<string, string>>): ComposeFile {
  const file = parse(interpolate(textOf(name), given), { merge: true }) as ComposeFile
  const services = Object.entries(file.services).map(([service, { environment = {}, ...rest }]) => {
    // To a process every setting is text, also one that YAML takes for a boolean.
    const texts = Object.entries(environment).map(([key, value]) => [key, String(value)])
    return [service, { ...rest, environment: Object.fromEntries(texts) as Record<string, string> }]
  })
  return { ...file, services: Object.fromEntries(services) as ComposeFile['services'] }
}

export function textOf(name: string): string {
  return readFileSync(path.join(repository, name), 'utf8')
}

/** `${NAME}`, `${NAME:-default}` and `${NAME:?what to do}`, outside of comments. @throws for a variable that is neither given nor has a default */
export function interpolate(text: string, given: Readonly<Record<string, string>>): string {
  return text
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('#'))
    .join('\n')
    .replaceAll(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_all, name: string, kind?: string, rest = '') => {
      const value = given[name]
      if (value !== undefined && value !== '') return value
      if (kind === '-') return rest
      throw new Error(`${name}: ${kind === '?' ? rest : 'neither given nor with a default'}`)
    })
}
