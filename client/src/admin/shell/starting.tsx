import type { JSX } from 'solid-js'
import { Loading } from './loading.tsx'

/** While it is not known yet whether somebody is signed in. */
export function Starting(): JSX.Element {
  return (
    <main>
      <Loading />
    </main>
  )
}
