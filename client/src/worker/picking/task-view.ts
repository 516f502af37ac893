/** The sub-screens of a task; one at a time, in the same place. */
export type TaskView =
  | 'line'
  | 'list'
  | 'camera'
  | 'type'
  | 'keypad'
  | 'missing'
  | 'damage'
  | 'undo'
  | 'note'
  | 'details'
  | 'finish'
