import { A, useLocation } from '@solidjs/router'
import ArrowLeftRight from 'lucide-solid/icons/arrow-left-right'
import BookOpen from 'lucide-solid/icons/book-open'
import ChartColumn from 'lucide-solid/icons/chart-column'
import ClipboardList from 'lucide-solid/icons/clipboard-list'
import FileText from 'lucide-solid/icons/file-text'
import Gauge from 'lucide-solid/icons/gauge'
import LogOut from 'lucide-solid/icons/log-out'
import Menu from 'lucide-solid/icons/menu'
import Settings2 from 'lucide-solid/icons/settings-2'
import Smartphone from 'lucide-solid/icons/smartphone'
import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import Users from 'lucide-solid/icons/users'
import X from 'lucide-solid/icons/x'
import type { Permission } from 'shared-schema/domain/people.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { commonTexts } from 'shared-schema/messages/common.ts'
import { createEffect, createSignal, For, type JSX, on, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { Button } from '../../ui/button.tsx'
import { textsOf } from '../../ui/language.ts'
import { LanguageChoice, ThemeChoice } from '../../ui/preferences.tsx'
import { signalOf } from '../../ui/signal-of.ts'
import { Badge } from '../../ui/status-mark.tsx'
import { useDesk } from '../desk.tsx'
import { createOpenExceptions } from '../exceptions/open-exceptions.ts'
import { ConnectionMark } from './connection.tsx'
import './rail.css'

const t = textsOf(adminTexts)
const common = textsOf(commonTexts)

const sections = [
  { href: '/', name: 'today', icon: Gauge },
  { href: '/requisitions', name: 'requisitions', icon: FileText, needs: 'requisition.read' },
  { href: '/tasks', name: 'tasks', icon: ClipboardList, needs: 'task.read_all' },
  { href: '/exceptions', name: 'exceptions', icon: TriangleAlert, needs: 'exception.read' },
  { href: '/catalogue', name: 'catalogue', icon: BookOpen, needs: 'catalogue.read' },
  { href: '/devices', name: 'devices', icon: Smartphone, needs: 'device.read' },
  { href: '/erp', name: 'erp', icon: ArrowLeftRight, needs: 'erp.read' },
  { href: '/reports', name: 'reports', icon: ChartColumn, needs: 'report.read' },
  { href: '/people', name: 'people', icon: Users, needs: 'requisition.read' },
] as const satisfies readonly {
  href: string
  name: string
  icon: typeof Gauge
  needs?: Permission
}[]

/** The way to every page of this role, who is signed in, and the state of the line. On a phone it folds away. */
export function Rail(): JSX.Element {
  const desk = useDesk()
  const location = useLocation()
  const [unfolded, setUnfolded] = createSignal(false)
  const [preferences, setPreferences] = createSignal(false)
  const open = createOpenExceptions()
  const session = signalOf(desk.session.state)
  const person = () => {
    const now = session()
    return 'person' in now ? now.person : undefined
  }
  createEffect(
    on(
      () => location.pathname,
      () => setUnfolded(false),
      { defer: true },
    ),
  )
  return (
    <header class="desk-rail" data-unfolded={unfolded() ? '' : undefined}>
      <div class="desk-rail-head">
        <button
          type="button"
          class="desk-rail-fold"
          aria-expanded={unfolded()}
          aria-label={unfolded() ? t().shell.closeMenu : t().shell.menu}
          onClick={() => setUnfolded(!unfolded())}
        >
          {unfolded() ? <X /> : <Menu />}
        </button>
        <strong>{common().product}</strong>
        <ConnectionMark />
      </div>
      <nav aria-label={t().shell.navigation}>
        <ul>
          <For each={sections.filter((section) => !('needs' in section) || desk.may(section.needs))}>
            {(section) => (
              <li>
                <A href={section.href} end={section.href === '/'} activeClass="desk-here">
                  <Dynamic component={section.icon} aria-hidden="true" />
                  <span>{t().shell[section.name]}</span>
                  <Show when={section.name === 'exceptions' && (open() ?? 0) > 0}>
                    <Badge tone="attention">{open()}</Badge>
                  </Show>
                </A>
              </li>
            )}
          </For>
        </ul>
      </nav>
      <div class="desk-rail-foot">
        <Show when={preferences()}>
          <div class="desk-rail-preferences">
            <LanguageChoice />
            <ThemeChoice />
          </div>
        </Show>
        <Show when={person()}>
          {(who) => (
            <p>
              <strong>{who().name}</strong>
              <br />
              <span class="quiet">{t().shell.roles[who().role]}</span>
            </p>
          )}
        </Show>
        <div class="desk-rail-acts">
          <Button
            kind="quiet"
            icon={<Settings2 />}
            aria-expanded={preferences()}
            onClick={() => setPreferences(!preferences())}
          >
            {t().shell.preferences}
          </Button>
          <Button kind="quiet" icon={<LogOut />} onClick={() => void desk.session.signOut()}>
            {t().shell.signOut}
          </Button>
        </div>
      </div>
    </header>
  )
}
