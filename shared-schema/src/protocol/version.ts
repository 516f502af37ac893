/** Version of the socket protocol. Raise it with every change of a message; version.test.ts goes red otherwise. */
export const PROTOCOL_VERSION = 2
/** The oldest version this server still serves: a handheld may sleep in a drawer for two releases. */
export const MIN_PROTOCOL_VERSION = 1
