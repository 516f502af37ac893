import type { ErpStock } from '../erp/erp-port.ts'
import type { Context, Step, StepReport } from '../night/context.ts'

const PER_CALL = 2000

/** What the ERP has on stock, as the desk's figure. Comparing is a step of its own. */
export function importStock(): Step {
  return {
    name: 'stock',
    run: async (context, report) => {
      if (!context.erp.capabilities.stock) return
      await readStockOfErp(context, report)
    },
  }
}

/**
 * Reads all stock and hands it over.
 * @returns the stock and when its reading began (a posting that left later is not in it); undefined when it could not be read
 */
export async function readStockOfErp(
  { erp, server, clock }: Context,
  report: StepReport,
): Promise<{ readonly at: number; readonly stock: readonly ErpStock[] } | undefined> {
  const at = clock.now()
  const stock: ErpStock[] = []
  for await (const page of erp.stock()) {
    if (!page.ok) {
      report.fail(page.failure)
      return undefined
    }
    stock.push(...page.value)
    report.count('read', page.value.length)
    report.progress(stock.length)
  }
  const rows = stock.flatMap(({ ident, sites }) => sites.map(({ site, qty }) => ({ ident, site, qty })))
  for (let from = 0; from < rows.length; from += PER_CALL) {
    const answer = await server.stock({ at, stock: rows.slice(from, from + PER_CALL) })
    if (!answer.ok) {
      report.fail(answer.failure)
      return undefined
    }
    report.count('written', answer.value.written)
  }
  return { at, stock }
}
