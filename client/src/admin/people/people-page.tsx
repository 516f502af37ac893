import Users from 'lucide-solid/icons/users'
import type { person } from 'shared-schema/api/people.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { createMemo, For, type JSX, Show } from 'solid-js'
import type * as z from 'zod'
import { EmptyState } from '../../ui/empty-state.tsx'
import { textsOf } from '../../ui/language.ts'
import { StatusMark } from '../../ui/status-mark.tsx'
import { createHouse } from '../names.ts'
import { ListPage } from '../shell/list-page.tsx'
import { type Column, column } from '../table/column.ts'
import { Listing } from '../table/listing.tsx'
import { PeopleTabs } from './people-tabs.tsx'
import './people-page.css'

const t = textsOf(adminTexts)
type Person = z.infer<typeof person>

/** Who works here and in which team. */
export default function PeoplePage(): JSX.Element {
  const house = createHouse()
  const rows = createMemo(() => {
    const items = house.value()?.people
    return items && { items, total: items.length }
  })
  const teamOf = (id: string) =>
    house
      .value()
      ?.teams.flatMap((team) => (team.members.includes(id) ? [team.name] : []))
      .join(', ') ?? ''
  return (
    <ListPage
      title={t().people.title}
      lead={t().people.lead}
      tabs={<PeopleTabs />}
      query={{ ...house, value: rows }}
      permission="requisition.read"
      empty={
        <EmptyState icon={<Users />} title={t().people.noPeopleTitle}>
          {t().people.noPeopleText}
        </EmptyState>
      }
    >
      {(people) => (
        <div class="desk-people">
          <Show when={(house.value()?.teams.length ?? 0) > 0}>
            <ul class="desk-teams" aria-label={t().people.teams}>
              <For each={house.value()?.teams}>
                {(team) => (
                  <li>
                    <strong>{team.name}</strong>
                    <span class="quiet">{team.members.map(house.nameOf).join(', ')}</span>
                  </li>
                )}
              </For>
            </ul>
          </Show>
          <Listing
            label={t().people.title}
            columns={peopleColumns(teamOf)}
            rows={people()}
            rowKey={(row) => row.id}
            file="ljudi"
          />
        </div>
      )}
    </ListPage>
  )
}

function peopleColumns(teamOf: (id: string) => string): Column<Person>[] {
  const texts = () => t().people
  const state = (row: Person) => (row.active ? texts().active : texts().inactive)
  return [
    column({
      id: 'name',
      label: () => texts().name,
      value: (row) => row.name,
      text: (row) => row.name,
      width: 11,
      grow: 2,
      rank: 1,
    }),
    column({
      id: 'username',
      label: () => texts().username,
      value: (row) => row.username,
      text: (row) => row.username,
      cell: (row) => <span class="code">{row().username}</span>,
      width: 8,
      rank: 3,
    }),
    column({
      id: 'role',
      label: () => texts().role,
      value: (row) => row.role,
      text: (row) => t().shell.roles[row.role],
      width: 9,
      rank: 1,
      filter: {
        values: (row) => [row.role],
        name: (value) => t().shell.roles[value as Person['role']] ?? value,
      },
    }),
    column({
      id: 'team',
      label: () => texts().team,
      value: (row) => teamOf(row.id) || null,
      text: (row) => teamOf(row.id) || texts().noTeam,
      cell: (row) => (
        <Show when={teamOf(row().id)} fallback={<span class="quiet">–</span>}>
          {teamOf(row().id)}
        </Show>
      ),
      width: 8,
      rank: 2,
    }),
    column({
      id: 'active',
      label: () => t().requisitions.status,
      value: state,
      text: state,
      cell: (row) => <StatusMark tone={row().active ? 'ok' : 'stale'}>{state(row())}</StatusMark>,
      width: 8,
      grow: 0,
      rank: 2,
    }),
  ]
}
