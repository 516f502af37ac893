import process from 'node:process'
import { makeBridge } from 'erp-bridge/src/bridge.ts'
import { compose } from 'erp-bridge/src/compose.ts'
import { readPoint } from './crash-points.ts'
import { mortal } from './mortal.ts'

/*
 * A process of its own that holds one night as the bridge does and is killed by the system at one point of it, given as its argument. It
 * ends by itself only when its night never came to that point.
 */

const point = readPoint(process.argv[2] ?? '')
const composed = await compose(process.env)
if (!composed.ok) throw new Error(composed.problems.join('; '))
const { context, close } = composed.value
const { erp, server, onStep } = mortal(context.erp, context.server, (_call, name, moment) => {
  if (name === point.name && moment === point.moment) process.kill(process.pid, 'SIGKILL')
  return false
})
const bridge = makeBridge({ ...context, erp, server })
await bridge.mendAccounts()
await bridge.night({}, { onStep })
await close()
