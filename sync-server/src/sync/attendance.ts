import type { DeviceReports } from './device-reports.ts'

/** Devices that follow a stream of events over HTTP and have no line of their own. */
export type Attendance = {
  readonly attend: (device: string, end: () => void) => () => void
  readonly present: () => Iterable<string>
  readonly revoke: (device: string) => void
}

/** Makes an empty attendance; coming and going is reported as the time the device was last seen. */
export function makeAttendance(reports: Pick<DeviceReports, 'report'>, now: () => number): Attendance {
  const streams = new Map<object, { readonly device: string; readonly end: () => void }>()
  return {
    attend: (device, end) => {
      const stream = {}
      streams.set(stream, { device, end })
      reports.report(device, { last_seen: now() })
      return () => {
        if (streams.delete(stream)) reports.report(device, { last_seen: now() })
      }
    },
    present: () => [...streams.values()].map(({ device }) => device),
    revoke: (revoked) => {
      for (const { device, end } of [...streams.values()]) if (device === revoked) end()
    },
  }
}
