import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { buildFloor } from './floor/warehouse.ts'
import { startGenerator } from './load/start-generator.ts'
import { bareSide } from './sides/bare-side.ts'
import { ourSide } from './sides/our-side.ts'
import { hocuspocusSide, yWebsocketSide } from './sides/peer-sides.ts'
import { stormOnce } from './storm.ts'

const EVENTS = 5

test('three teams come back at once: we, the peers and the bare costs all end with exactly what was sent', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'magacin-small-storm-'))
  await using generator = startGenerator()
  try {
    const template = path.join(folder, 'template.sqlite')
    const floorFile = path.join(folder, 'floor.json')
    const floor = await buildFloor(template, { devices: 6, tasksPerTeam: 2, pieces: 4, screens: 0 })
    await writeFile(floorFile, JSON.stringify(floor))
    const storm = await generator.tell('prepareStorm', { floor, events: EVENTS })
    const copy = (to: string) => copyFile(template, to)
    const sides = [
      ourSide(template, floor),
      hocuspocusSide(0),
      yWebsocketSide(false),
      yWebsocketSide(true),
      bareSide(copy, floorFile, floor, EVENTS),
    ]
    for (const side of sides) {
      const { wrong } = await stormOnce(side, generator, storm, { arrivalMs: 20, deflate: false })
      expect(wrong, side.name).toEqual([])
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}, 120_000)
