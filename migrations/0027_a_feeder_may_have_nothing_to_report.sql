-- 零报告: an agency says that in a period it had nothing to report. good_at is what the feed's last_good_at becomes by it: the
-- moment of the report, or the end of a period that is over, for what came after that the report does not say.
set local lock_timeout = '5s';

create table zero_reports (
  agency_id int not null references agencies (id),
  catalog text not null,
  period_from date,
  period_to date not null,
  note text,
  good_at timestamptz not null,
  reported_by text not null,
  reported_at timestamptz not null,
  primary key (agency_id, catalog, period_to),
  check (period_from <= period_to)
);
create index zero_reports_by_time on zero_reports (reported_at);
