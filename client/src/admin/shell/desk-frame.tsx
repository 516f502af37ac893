import { useLocation } from '@solidjs/router'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { commonTexts } from 'shared-schema/messages/common.ts'
import { createEffect, createMemo, ErrorBoundary, type JSX, on, Suspense } from 'solid-js'
import type { AppUpdate } from '../../service-worker/update.ts'
import { textsOf } from '../../ui/language.ts'
import { ConnectionNotice } from './connection.tsx'
import { Loading } from './loading.tsx'
import { PageFailure } from './page-failure.tsx'
import { Rail } from './rail.tsx'
import { UpdateNotice } from './update-notice.tsx'

const t = textsOf(adminTexts)
const common = textsOf(commonTexts)

function sectionNames(): Record<string, string> {
  const { requisitions, tasks, exceptions, catalogue, devices, reports, people } = t().shell
  return { requisitions, tasks, exceptions, catalogue, devices, reports, people }
}

/** The rail, what is wrong with the line, and the page. */
export function DeskFrame(props: { update: AppUpdate; children: JSX.Element }): JSX.Element {
  let main: HTMLElement | undefined
  const location = useLocation()
  const section = createMemo(() => location.pathname.split('/')[2] ?? '')
  // Another page begins at its top for a keyboard too; details of the same page leave the focus where it is.
  createEffect(on(section, () => main?.focus({ preventScroll: true }), { defer: true }))
  createEffect(() => {
    const names: Record<string, string> = { '': t().shell.today, ...sectionNames() }
    document.title = `${names[section()] ?? t().shell.nowhere} · ${common().product}`
  })
  return (
    <div class="desk">
      <a class="desk-skip" href="#desk-main">
        {t().shell.skipToContent}
      </a>
      <Rail />
      <main id="desk-main" ref={main} class="desk-main" tabindex="-1">
        <div>
          <UpdateNotice update={props.update} />
          <ConnectionNotice />
        </div>
        <ErrorBoundary fallback={(error: unknown, again) => <PageFailure error={error} again={again} />}>
          <Suspense fallback={<Loading />}>{props.children}</Suspense>
        </ErrorBoundary>
      </main>
    </div>
  )
}
