import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import * as z from 'zod'

/*
 * `npm start` invents a secret for each start and, in the demo, the whole ERP. While it runs, what it invented lies beside the journal, readable
 * by its owner alone, so that the command of a second terminal needs no settings either. What a person set by hand is never written here.
 */

const FILE = 'running.json'
const settingsSchema = z.record(z.string(), z.string())

type Environment = Readonly<Record<string, string | undefined>>

/** Leaves the settings of the bridge that is about to run in the folder of its journal. */
export function leaveSettings(folder: string, settings: Readonly<Record<string, string>>): void {
  mkdirSync(folder, { recursive: true })
  // A file that is there keeps the mode it was made with.
  rmSync(path.join(folder, FILE), { force: true })
  writeFileSync(path.join(folder, FILE), JSON.stringify(settings), { mode: 0o600 })
}

/** The bridge has ended, and its secret with it. */
export function takeSettingsAway(folder: string): void {
  rmSync(path.join(folder, FILE), { force: true })
}

/**
 * Completes an environment by what a running `npm start` left.
 * @param environment what the person set; it goes before, and whoever names an ERP gets no part of another one
 * @returns the environment for the command, unchanged where nothing runs
 */
export function withRunningSettings(environment: Environment): Environment {
  const own = Object.fromEntries(Object.entries(environment).filter(([, value]) => value))
  const left = readLeft(settingsFile(environment))
  if (own.ERP_ADAPTER === undefined) return { ...left, ...own }
  return { ...Object.fromEntries(Object.entries(left).filter(([name]) => !name.startsWith('ERP_'))), ...own }
}

/** Where the settings of a running bridge would lie. */
export function settingsFile({ BRIDGE_DATA_DIR: folder, DATA_DIR: data }: Environment): string {
  return path.resolve(folder || path.join(data || './data', 'bridge'), FILE)
}

function readLeft(file: string): Readonly<Record<string, string>> {
  try {
    return settingsSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    // None, or one that was cut while it was written: then the settings have to be given.
    return {}
  }
}
