import type { Step } from './steps/step.ts'

/** A history that once broke a promise: lived through again before the seeds of every run. */
export type Regression = { readonly name: string; readonly seed: number; readonly steps: readonly Step[] }

function history(...lines: readonly string[]): Step[] {
  return lines.map((line) => {
    const [what = '', ...numbers] = line.split(' ')
    const [a = 0, b = 0, c = 0, salt = 0] = numbers.map(Number)
    return { what, a, b, c, salt }
  })
}

export const regressions: readonly Regression[] = [
  {
    name: 'an event that came under two client ids leaves a deletion in the next frame, and the frame is refused',
    seed: 412,
    steps: history(
      'pick 531218 266901 451904 444866',
      'duplicates 58570 736199 137916 227881',
      'pick 933897 104866 637517 168764',
      'wait 717920 578651 961879 706683',
      'reload 443731 617711 217686 512260',
      'duplicates 184361 695989 84862 55020',
      'second_tab 893656 961019 853743 860398',
      'cut 154376 260810 420149 736543',
      'pick 914137 634662 123195 511809',
      'cut 885082 16552 801915 905417',
      'server_disk_full 457440 92259 686089 859013',
    ),
  },
  {
    name: 'an act of the desk comes back to a restored server that never made the key of the desk',
    seed: 343,
    steps: history(
      'backup 656861 383079 19840 899919',
      'decide 730962 949988 499387 962824',
      'wait 181744 675134 587113 634662',
      'restore 252752 169727 167171 405480',
    ),
  },
  {
    name: 'a device that has nothing yet of a task cancelled just now takes it for long over',
    seed: 13,
    steps: history(
      'pick 161481 310613 739101 1',
      'wait 8 400 0 2',
      'cancel 0 155369 612797 3',
      'reassign 1 2 3 4',
      'assign 3 2 3 5',
      'pick_many 3 0 5 6',
      'cancel 2 0 0 7',
    ),
  },
]
