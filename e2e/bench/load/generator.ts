/* The devices of a benchmark: a process of its own, so that its work is not taken for a server's. Told what to do over the channel to its parent. */
import { type Order, obey } from './orders.ts'

let queue: Promise<unknown> = Promise.resolve()
process.on('message', (order: Order) => {
  queue = queue.then(async () => {
    const answer = await obey(order)
    process.send?.(answer)
  })
})
process.on('disconnect', () => process.exit(0))
