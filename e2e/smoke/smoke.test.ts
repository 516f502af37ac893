import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { projectNode } from '../setup/project-node.mjs'

test('SY-08 two devices offline, 400 events, kill -9 after the last acknowledgement: nothing lost, nothing doubled', async () => {
  const { stdout } = await promisify(execFile)(projectNode(), [path.join(import.meta.dirname, 'smoke.ts')])
  const [line, ...others] = stdout.trim().split('\n')
  expect(others).toEqual([])
  expect(JSON.parse(line ?? '')).toMatchObject({
    ...{ events: 400, acknowledged: 400, in_log: 400, lost: 0, doubled: 0, converged: true },
  })
}, 60_000)
