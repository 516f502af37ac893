import type { Step } from '../night/context.ts'
import { sendableSubjects } from './sendable.ts'

/** Partners, shops and warehouses. Few hundred rows, read whole: a change then needs no clock. */
export function importSubjects(): Step {
  return {
    name: 'subjects',
    run: async ({ erp, server }, report) => {
      if (!erp.capabilities.subjects) return
      let read = 0
      for await (const page of erp.subjects()) {
        if (!page.ok) return report.fail(page.failure)
        const answer = await server.subjects(sendableSubjects(report, page.value))
        if (!answer.ok) return report.fail(answer.failure)
        read += page.value.length
        report.count('read', page.value.length)
        for (const [what, by] of Object.entries(answer.value)) report.count(what, by)
        report.progress(read)
      }
    },
  }
}
