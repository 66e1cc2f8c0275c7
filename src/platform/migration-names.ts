// Workers have no files, so the names are part of the program; a test compares them with the folder.
export const migrationNames: readonly string[] = [
  '0001_agencies_people_and_keys.sql',
  '0002_audit_is_append_only_and_sealed.sql',
  '0003_subjects_are_found_by_identifier.sql',
  '0004_records_keep_every_version.sql',
  '0005_listings_follow_their_record.sql',
  '0006_batches_are_resumable_jobs.sql',
  '0007_events_and_notices.sql',
  '0008_rules_measures_matters_calendar.sql',
  '0009_checks_are_kept_whole.sql',
  '0010_schedules_run_each_slot_once.sql',
  '0011_agencies_map_their_own_columns.sql',
  '0012_dropped_files_become_batches.sql',
  '0013_subjects_are_merged_and_parted.sql',
  '0014_feeds_are_judged_and_counted.sql',
  '0015_repairs_and_disputes.sql',
  '0016_breakers_count_a_window.sql',
];
