/**
 * What a device signs to be connected again under its old id (SPEC SY-24).
 * @param by the code, or the username of the login
 */
export function againText(device: string, by: string): string {
  return `connect again\n${device}\n${by}`
}
