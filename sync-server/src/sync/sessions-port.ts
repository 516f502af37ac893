/** Live sockets, as the HTTP routes see them. */
export type Sessions = {
  /** Devices connected to this process now. */
  readonly online: () => ReadonlySet<string>
  /**
   * Counts a device that follows a stream of events, such as a TV, as connected.
   * @param end called when its credential is revoked
   * @returns to be called when the stream has ended
   */
  readonly attend: (device: string, end: () => void) => () => void
  /** Ends every socket and stream of a device whose credential was revoked, with close code 4401. */
  readonly revoke: (device: string) => void
}
