/** Live sockets, as the HTTP routes see them. */
export type Sessions = {
  /** Devices connected to this process now. */
  readonly online: () => ReadonlySet<string>
  /** Ends every socket of a device whose credential was revoked, with close code 4401. */
  readonly revoke: (device: string) => void
  /** Number of open sockets. */
  readonly count: () => number
}
