/** Hours of the house between which the screen dims. */
const DIM_FROM = 21
const DIM_TO = 6

/** Whether it is night in the warehouse; `now` in ms since 1970. */
export function isNight(now: number, timeZone: string): boolean {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: 'numeric', hourCycle: 'h23' })
  const hour = Number(format.format(now))
  return hour >= DIM_FROM || hour < DIM_TO
}
