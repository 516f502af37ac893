/** Roles as the ERP names them; TV and handhelds are devices, not people. */
export const roles = ['ADMIN', 'MENADZER', 'SEF', 'KOMERCIJALISTA', 'MAGACIONER'] as const
export type Role = (typeof roles)[number]

export const permissions = [
  'requisition.read',
  'requisition.import',
  'requisition.assign',
  'requisition.close',
  'task.read_all',
  'task.pick',
  'exception.read',
  'exception.decide',
  'report.read',
  'catalogue.read',
  'device.enrol',
  'device.read',
  'audit.read',
  'people.manage',
  'erp.read',
  'erp.sync',
  'erp.approve',
  'difference.decide',
] as const
export type Permission = (typeof permissions)[number]

const reading: readonly Permission[] = [
  'requisition.read',
  'task.read_all',
  'exception.read',
  'report.read',
  'catalogue.read',
  'erp.read',
]
const deciding: readonly Permission[] = [
  ...reading,
  'requisition.import',
  'requisition.assign',
  'requisition.close',
  'exception.decide',
  'device.enrol',
  'device.read',
  'erp.sync',
  'erp.approve',
  'difference.decide',
]

const granted: Record<Role, ReadonlySet<Permission>> = {
  ADMIN: new Set(permissions),
  MENADZER: new Set([...deciding, 'audit.read']),
  SEF: new Set(deciding),
  KOMERCIJALISTA: new Set(reading),
  MAGACIONER: new Set(['task.pick', 'catalogue.read']),
}

/** Tells whether a role holds a permission (PK-30). */
export function may(role: Role, permission: Permission): boolean {
  return granted[role].has(permission)
}

/** A person as devices and screens see one; secrets never leave the server. */
export type Person = {
  readonly id: string
  readonly username: string
  readonly name: string
  readonly role: Role
  readonly active: boolean
}

/** A team that shares tasks; usually two workers. */
export type Team = { readonly id: string; readonly name: string; readonly members: readonly string[] }
