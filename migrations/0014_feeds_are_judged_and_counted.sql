-- What each feed owes and gave: its good days, its counts by month, the days on which it was late (judged each night
-- and never again), and the frequency a registrar set for it.
set local lock_timeout = '5s';

create table feed_days (
  agency_id int not null references agencies (id),
  catalog text not null,
  day date not null,
  primary key (agency_id, catalog, day)
);

create table feed_months (
  agency_id int not null references agencies (id),
  catalog text not null,
  month text not null check (month ~ '^\d{4}-\d{2}$'),
  accepted_count bigint not null default 0,
  corrected_count bigint not null default 0,
  unchanged_count bigint not null default 0,
  held_count bigint not null default 0,
  rejected_count bigint not null default 0,
  warning_count bigint not null default 0,
  expected_cell_count bigint not null default 0,
  filled_cell_count bigint not null default 0,
  timed_count bigint not null default 0,
  timely_count bigint not null default 0,
  is_provisional boolean not null default false,
  primary key (agency_id, catalog, month)
);
create index feed_months_by_month on feed_months (month);

-- Working days only.
create table feed_judgements (
  day date primary key,
  feed_count int not null,
  late_count int not null,
  judged_at timestamptz not null
);

create table feed_late_days (
  agency_id int not null references agencies (id),
  catalog text not null,
  day date not null references feed_judgements (day),
  due_on date not null,
  days_late int not null check (days_late > 0),
  is_provisional boolean not null default false,
  primary key (agency_id, catalog, day)
);
create index feed_late_days_by_day on feed_late_days (day);

create table feed_frequencies (
  agency_id int not null references agencies (id),
  catalog text not null,
  every_working_days int not null check (every_working_days between 1 and 250),
  reason text not null,
  set_by text not null,
  set_at timestamptz not null,
  primary key (agency_id, catalog)
);

insert into feed_days (agency_id, catalog, day)
select distinct agency_id, catalog, (at at time zone 'Asia/Shanghai')::date from (
  select agency_id, catalog, finished_at as at from batches where status = 'done' and mode <> 'dry-run'
  union all select agency_id, catalog, last_good_at from feeds) good
where at is not null;

insert into feed_months (agency_id, catalog, month, accepted_count, corrected_count, unchanged_count, held_count,
  rejected_count, warning_count)
select agency_id, catalog, to_char(created_at at time zone 'Asia/Shanghai', 'YYYY-MM'), sum(accepted_count),
  sum(corrected_count), sum(unchanged_count), sum(held_count), sum(rejected_count), sum(warning_count)
from batches where mode <> 'dry-run' and status <> 'uploading' group by 1, 2, 3;
