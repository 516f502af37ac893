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
    name: 'a phone whose clock jumps a day ahead takes a task that was just cancelled for long over, and stays at that',
    seed: 5933,
    steps: history(
      'cancel 94753 288814 303555 355292',
      'change_worker 893770 992777 79350 716877',
      'clock 627728 967788 943508 271375',
    ),
  },
  {
    name: 'a month after a task was cancelled somebody goes on with it, and its open document does not bring back what was forgotten',
    seed: 42,
    steps: history(
      'fortnight 372286 593355 507680 793149',
      'fortnight 881225 51463 147193 258097',
      'close_line 607264 434117 281060 547069',
    ),
  },
  {
    name: 'what a phone takes in by hand while it delivers what it took in before is not sent on',
    seed: 28,
    steps: history('carried 266294 121314 960112 12900', 'carried 913772 765254 897627 35852'),
  },
  {
    name: 'the database is away when it is asked whom a cancellation concerns, and a phone that stays connected never hears of it',
    seed: 5,
    steps: history(
      'two_servers 712287 192925 28512 588487',
      'slow_radio 940937 916279 200479 336893',
      'server_busy 184277 855310 843350 518159',
      'hostile 239984 41221 892699 416992',
      'server_dies_soon 593005 243637 657291 966704',
      'cancel 443267 900109 863615 640149',
      'database_away 240766 283816 601399 147120',
    ),
  },
]
