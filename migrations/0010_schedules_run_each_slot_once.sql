-- The timer is only a nudge: schedules live here, a slot is taken by compare-and-set and run under a lease.
set local lock_timeout = '5s';

create table schedules (
  id text primary key,
  cron text not null,
  missed text not null check (missed in ('once', 'all', 'skip')),
  is_enabled boolean not null default true,
  next_run_at timestamptz not null,
  last_slot timestamptz
);

create table schedule_runs (
  schedule_id text not null references schedules (id) on delete cascade,
  slot timestamptz not null,
  late_slots int not null default 0,
  started_at timestamptz,
  lease_token uuid,
  lease_until timestamptz,
  finished_at timestamptz,
  fault text,
  primary key (schedule_id, slot)
);
create index schedule_runs_open on schedule_runs (slot) where finished_at is null;

create table scheduler_ticks (
  id int primary key check (id = 1),
  ticked_at timestamptz not null
);
