import { readFileSync, writeFileSync } from 'node:fs'

/** Linux counts a process's time in ticks of this many per second. Source: proc(5), `sysconf(_SC_CLK_TCK)` is 100 on all of x86 and ARM. */
const TICKS_PER_SECOND = 100
const USER_TICKS_FIELD = 13

/** CPU seconds a process has used so far, in user and system mode, all its threads. Source: proc(5), `/proc/<pid>/stat`. */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The second field is the name in brackets and may hold anything; fields are counted from behind it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const user = Number(fields[USER_TICKS_FIELD - 2])
  const system = Number(fields[USER_TICKS_FIELD - 1])
  return (user + system) / TICKS_PER_SECOND
}

/** Largest resident memory since the start or the last `forgetPeak`, MB. */
export function peakMegabytes(pid: number): number {
  const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) / 1024
}

/** Lets the peak begin at what the process holds now. Source: proc(5), `/proc/<pid>/clear_refs`. */
export function forgetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5')
}

/** A clock that all processes of this machine share, ms. */
export function sharedClock(): number {
  return Number(process.hrtime.bigint()) / 1e6
}
