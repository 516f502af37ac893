import { render } from 'solid-js/web'
import type { DeskSession } from '../auth/desk-session.ts'
import type { Platform } from '../replica/platform.ts'
import type { AppUpdate } from '../service-worker/update.ts'
import AdminApp from './admin-app.tsx'

/** Puts the desk into the page. */
export function mountAdmin(
  place: HTMLElement,
  parts: { session: DeskSession; platform: Platform; update: AppUpdate },
): void {
  render(() => <AdminApp {...parts} />, place)
}
