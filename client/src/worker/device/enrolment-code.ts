/**
 * The enrolment code in what was scanned or typed: the bare code, or the address the supervisor's QR carries so that
 * an ordinary phone opens the app with it, `https://host/#enrol=<code>`.
 */
export function enrolmentCode(text: string): string {
  const inAddress = /[#?&](?:enrol|code)=([^&#]+)/.exec(text)?.[1]
  return (inAddress === undefined ? text : decodeURIComponent(inAddress)).trim()
}
