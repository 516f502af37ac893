import type { exceptionList } from 'shared-schema/api/exceptions.ts'
import type { Accessor } from 'solid-js'
import type * as z from 'zod'
import { useDesk } from '../desk.tsx'
import { createQuery } from '../query.ts'

/** How many exceptions wait for a decision; undefined until it is known, or when this role does not see them. */
export function createOpenExceptions(): Accessor<number | undefined> {
  const desk = useDesk()
  const query = createQuery<z.infer<typeof exceptionList>>(
    () => (desk.may('exception.read') ? '/api/exceptions?status=open&limit=1' : undefined),
    ['exceptions'],
  )
  return () => query.value()?.total
}
