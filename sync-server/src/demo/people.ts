import type { Role, Team } from 'shared-schema/domain/people.ts'

export type DemoPerson = {
  readonly id: string
  readonly username: string
  readonly name: string
  readonly role: Role
  readonly password?: string
  readonly pin?: string
}

/** Printed at the start of a demo; a company of its own never gets it. */
export const DEMO_PASSWORD = 'magacin-demo'

/** Invented people. Two supervisors, one administrator, one who only reads, six workers. */
export const demoPeople: readonly DemoPerson[] = [
  office('sef', 'Milena Đurović', 'SEF'),
  office('menadzer', 'Petar Knežević', 'MENADZER'),
  office('admin', 'Sanja Vuletić', 'ADMIN'),
  office('prodaja', 'Goran Radović', 'KOMERCIJALISTA'),
  worker('ana', 'Ana Kovačević', '1111'),
  worker('luka', 'Luka Perović', '2222'),
  worker('jelena', 'Jelena Radulović', '3333'),
  worker('marko', 'Marko Vujošević', '4444'),
  worker('ivana', 'Ivana Božović', '5555'),
  worker('nikola', 'Nikola Stanišić', '6666'),
]

export const demoTeams: readonly Team[] = [
  { id: 't-1', name: 'Tim Rumija', members: ['p-ana', 'p-luka'] },
  { id: 't-2', name: 'Tim Orjen', members: ['p-jelena', 'p-marko'] },
  { id: 't-3', name: 'Tim Durmitor', members: ['p-ivana', 'p-nikola'] },
]

function office(username: string, name: string, role: Role): DemoPerson {
  return { id: `p-${username}`, username, name, role, password: DEMO_PASSWORD }
}

function worker(username: string, name: string, pin: string): DemoPerson {
  return { id: `p-${username}`, username, name, role: 'MAGACIONER', pin }
}
