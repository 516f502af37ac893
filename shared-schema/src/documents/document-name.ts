const PREFIX = 'task/'

/** Name of the work document of a task. */
export function workDocumentName(task: string): string {
  return `${PREFIX}${task}`
}

/** @returns the task id of a work document's name, or undefined when it names something else */
export function taskOfDocument(name: string): string | undefined {
  const task = name.startsWith(PREFIX) ? name.slice(PREFIX.length) : ''
  return /^[A-Za-z0-9_-]{1,64}$/.test(task) ? task : undefined
}

/** The only root of a work document: a Y.Map from event id to work event. Keys are only ever added. */
export const EVENTS_ROOT = 'events'
/** A frame of events is refused above these; a device splits its queue below them (SPEC SY-06). */
export const MAX_UPDATE_BYTES = 64 * 1024
export const MAX_UPDATE_STRUCTS = 512
