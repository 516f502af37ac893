import { adminTexts } from 'shared-schema/messages/admin.ts'
import { textsOf } from '../../ui/language.ts'
import { useDesk } from '../desk.tsx'
import { createQuery } from '../query.ts'
import type { DeviceList } from './device-list.ts'

const t = textsOf(adminTexts)

/** Names of devices by id; the id itself where a role does not see devices or nothing is called so. */
export function createDeviceNames(): (id: string) => string {
  const desk = useDesk()
  const query = createQuery<DeviceList>(
    () => (desk.may('device.read') ? '/api/devices' : undefined),
    ['devices'],
  )
  return (id) => {
    const name = query.value()?.items.find((device) => device.id === id)?.name
    // What is done at the desk or by a program carries a device of its own, named after the person.
    return name ?? (id.startsWith('api-') ? t().devices.kinds.api : id)
  }
}
