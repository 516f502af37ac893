import { openBareLink } from './bare-link.ts'
import { openHocuspocusLink } from './hocuspocus-link.ts'
import type { OpenLink } from './link.ts'
import { openOurLink } from './our-link.ts'
import { openYWebsocketLink } from './y-websocket-link.ts'

export type Protocol = 'ours' | 'hocuspocus' | 'y-websocket' | 'bare'

export const protocols: Readonly<Record<Protocol, { readonly open: OpenLink; readonly confirms: boolean }>> =
  {
    ours: { open: openOurLink, confirms: true },
    hocuspocus: { open: openHocuspocusLink, confirms: true },
    'y-websocket': { open: openYWebsocketLink, confirms: false },
    bare: { open: openBareLink, confirms: true },
  }
