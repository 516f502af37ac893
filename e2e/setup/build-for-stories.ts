import { buildClient } from './build.mjs'

/** Stories are told about the sources as they are: a client built from older ones is built again first. */
export default function buildForStories(): void {
  if (!buildClient()) throw new Error('The client could not be built; the reason is above.')
}
