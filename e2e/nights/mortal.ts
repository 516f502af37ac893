import type { ErpPort } from 'erp-bridge/src/erp/erp-port.ts'
import type { ServerPort } from 'erp-bridge/src/server/server-port.ts'

/** Before a call leaves, or after its work is done and before anybody hears of it. */
export type Moment = 'before' | 'after'

/**
 * A process that can be killed at any of its calls: from then on nothing of it ever goes on. What it has committed stays, what it was
 * about to do never happens, as with `kill -9`.
 */
export type Mortal = {
  readonly erp: ErpPort
  readonly server: ServerPort
  /** Steps of a run count as calls, too. */
  readonly onStep: (name: string, moment: Moment) => Promise<void>
  /** Resolves when it is dead, with what it was at. */
  readonly died: Promise<string>
  readonly calls: () => number
}

/** @param dies whether the process dies at this call, counted from 0 */
export function mortal(
  erp: ErpPort,
  server: ServerPort,
  dies: (call: number, name: string, moment: Moment) => boolean,
): Mortal {
  let calls = 0
  let dead = false
  const { promise: died, resolve } = Promise.withResolvers<string>()
  const never = new Promise<never>(() => undefined)

  function pass(name: string, moment: Moment): Promise<void> {
    if (!dead && dies(calls, name, moment)) {
      dead = true
      resolve(`${moment} ${name}`)
    }
    calls += 1
    return dead ? never : Promise.resolve()
  }

  async function through<T>(name: string, work: () => Promise<T>): Promise<T> {
    await pass(name, 'before')
    const result = await work()
    await pass(name, 'after')
    return result
  }

  async function* pages<T>(name: string, source: AsyncIterable<T>): AsyncIterable<T> {
    const iterator = source[Symbol.asyncIterator]()
    for (;;) {
      const page = await through(name, () => iterator.next())
      if (page.done === true) return
      yield page.value
    }
  }

  return {
    ...{ died, calls: () => calls, onStep: pass },
    erp: {
      ...erp,
      articles: (since) => pages('erp.articles', erp.articles(since)),
      subjects: (since) => pages('erp.subjects', erp.subjects(since)),
      documents: (query) => pages('erp.documents', erp.documents(query)),
      stock: (since) => pages('erp.stock', erp.stock(since)),
      bookings: (query) => pages('erp.bookings', erp.bookings(query)),
      document: (direction, number) => through('erp.document', () => erp.document(direction, number)),
      article: (ident) => through('erp.article', () => erp.article(ident)),
      find: (id) => through('erp.find', () => erp.find(id)),
      post: (fulfilment) => through('erp.post', () => erp.post(fulfilment)),
    },
    server: mortalServer(server, through),
  }
}

function mortalServer(
  server: ServerPort,
  through: <T>(name: string, work: () => Promise<T>) => Promise<T>,
): ServerPort {
  return {
    site: () => through('server.site', () => server.site()),
    articles: (articles) => through('server.articles', () => server.articles(articles)),
    catalogueComplete: (idents) =>
      through('server.catalogueComplete', () => server.catalogueComplete(idents)),
    subjects: (subjects) => through('server.subjects', () => server.subjects(subjects)),
    documents: (documents) => through('server.documents', () => server.documents(documents)),
    unknownArticles: () => through('server.unknownArticles', () => server.unknownArticles()),
    stock: (stock) => through('server.stock', () => server.stock(stock)),
    work: (query) => through('server.work', () => server.work(query)),
    mirror: (fulfilment) => through('server.mirror', () => server.mirror(fulfilment)),
    orders: (seconds, signal) => through('server.orders', () => server.orders(seconds, signal)),
    reportOrder: (id, report) => through('server.reportOrder', () => server.reportOrder(id, report)),
    putRun: (run) => through('server.putRun', () => server.putRun(run)),
    putStatus: (status) => through('server.putStatus', () => server.putStatus(status)),
    reconcile: (run, piece) => through('server.reconcile', () => server.reconcile(run, piece)),
  }
}
