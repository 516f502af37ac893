/** Everything that can go wrong on purpose. A run that claims anything must have met each of them. */
export const faultNames = [
  'drop',
  'duplicate',
  'reorder',
  'delay_of_hours',
  'one_way_cut',
  'half_open',
  'cut_in_mid_frame',
  'acknowledgement_lost_after_commit',
  'storm',
  'device_killed_before_oncomplete',
  'device_killed_after_oncomplete',
  'device_killed_between_commit_and_send',
  'device_storage_aborted',
  'device_storage_full',
  'device_storage_rolled_back',
  'device_storage_wiped',
  'clock_plus_a_day',
  'clock_minus_a_day',
  'two_tabs',
  'worker_change_in_mid_queue',
  'event_with_a_broken_code',
  'app_too_old',
  'older_app_served',
  'newer_event_at_older_server',
  'device_revoked',
  'device_connected_again',
  'forgotten_after_a_fortnight',
  'events_carried_by_hand',
  'device_lost_after_its_events_were_carried',
  'task_archived',
  'event_for_an_archived_task',
  'server_killed_at_an_await',
  'server_killed_in_a_transaction',
  'server_disk_full',
  'server_restored_from_backup',
  'two_servers',
  'one_of_two_servers_killed',
  'device_moved_to_another_server',
  'one_event_at_two_servers',
  'notice_missed',
  'database_away',
  'commit_without_an_answer',
  'reassigned_in_mid_pick',
  'cancelled_in_mid_pick',
  'hostile_frame',
] as const
export type FaultName = (typeof faultNames)[number]

export type Faults = {
  readonly met: (fault: FaultName) => void
  readonly counts: Readonly<Record<FaultName, number>>
}

export function makeFaults(): Faults {
  const counts = noFaults()
  return {
    met: (fault) => {
      counts[fault] += 1
    },
    counts,
  }
}

export function noFaults(): Record<FaultName, number> {
  return Object.fromEntries(faultNames.map((name) => [name, 0])) as Record<FaultName, number>
}
