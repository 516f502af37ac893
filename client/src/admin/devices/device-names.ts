import { useDesk } from '../desk.tsx'
import { createQuery } from '../query.ts'
import type { DeviceList } from './device-list.ts'

/** Names of devices by id; the id itself where a role does not see devices or nothing is called so. */
export function createDeviceNames(): (id: string) => string {
  const desk = useDesk()
  const query = createQuery<DeviceList>(
    () => (desk.may('device.read') ? '/api/devices' : undefined),
    ['devices'],
  )
  return (id) => query.value()?.items.find((device) => device.id === id)?.name ?? id
}
