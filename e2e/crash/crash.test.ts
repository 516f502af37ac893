import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { projectNode } from '../setup/project-node.mjs'

test('SY-08 ST-05 kill -9 of the server in the midst of six devices picking, twice: nothing acknowledged is lost, nothing counts twice', async () => {
  const args = [path.join(import.meta.dirname, 'crash.ts'), '--rounds', '2', '--only', 'server']
  const { stdout, stderr } = await promisify(execFile)(projectNode(), args).catch(
    (failure: { stdout: string; stderr: string }) => failure,
  )
  const said = JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as Record<string, unknown>
  expect(said, stderr).toMatchObject({ rounds: 2, kills: { server: 2 }, lost: 0, doubled: 0 })
  expect(said.acknowledged, stderr).toBeGreaterThan(10)
}, 90_000)
