import type { Planted } from './planted.ts'
import { sound } from './seams.ts'

/** Drops or rewrites statements of the server. */
function tampering(says: string, change: (sql: string) => string | undefined): Planted {
  return { says, seams: () => ({ ...sound, tamper: change }) }
}

const dropped = (pattern: RegExp) => (sql: string) => (pattern.test(sql) ? undefined : sql)

export const bugsOnTheDisk: Readonly<Record<string, Planted>> = {
  commit_is_none: tampering(
    'a commit is put off until the next one',
    (() => {
      let commits = 0
      return (sql: string) => (sql === 'commit' && ++commits % 7 === 0 ? 'rollback' : sql)
    })(),
  ),
  document_not_stored: tampering(
    'update bytes are not always stored beside the log',
    (() => {
      let updates = 0
      return (sql: string) =>
        /^insert into "doc_updates"/.test(sql) && ++updates % 2 === 0 ? undefined : sql
    })(),
  ),
  exceptions_not_written: tampering(
    'contradictions leave no exception',
    dropped(/^insert into "exceptions"/),
  ),
  totals_not_written: tampering('the totals of a line are not written', dropped(/^update "task_lines"/)),
  task_not_written: tampering(
    'the totals of a task are not written',
    dropped(/^update "tasks" set "status"/),
  ),
  every_login_known: tampering('who ever signed in somewhere counts as signed in everywhere', (sql) =>
    /^select "person" from "device_logins"|inner join "device_logins"/.test(sql)
      ? sql.replace(/(?:"device_logins"\.)?"device" = \?/, (condition) => `(1 or ${condition})`)
      : sql,
  ),
  reassignment_unseen: tampering('a reassignment does not move the sequence of the task', (sql) =>
    /^update "tasks" set "team"/.test(sql)
      ? sql.replace('"change_seq" = ?', '"change_seq" = min("change_seq", ?)')
      : sql,
  ),
  former_worker_keeps_task: tampering('a worker stays on a task that was taken away', (sql) =>
    /^update "task_workers" set "removed_at"/.test(sql)
      ? sql.replace('"removed_at" = ?', '"removed_at" = nullif(0 * ?, 0)')
      : sql,
  ),
  quarantine_stops_line: tampering('keeping a refused frame fails', (sql) =>
    /^insert into "quarantine"/.test(sql) ? 'insert into "no_such_table" values (?)' : sql,
  ),
}
