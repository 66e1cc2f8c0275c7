-- The breaker's second rule (push.md §5.7): of ten or more attempts within five minutes, seventy in a hundred failing.
-- The window opens with a failure, so a receiver that answers well costs no write.
set local lock_timeout = '5s';

alter table subscriptions
  add column tally_from timestamptz,
  add column tally_attempts int not null default 0,
  add column tally_failures int not null default 0;
