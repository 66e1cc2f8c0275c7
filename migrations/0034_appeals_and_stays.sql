-- Administrative reconsideration (行政复议) and litigation (行政诉讼) about a record and the listing it opened. They last months and
-- may stay execution; one at a time, the next court after the last. stay_document_no is that of the last stay.
set local lock_timeout = '5s';

create table appeals (
  id bigint generated always as identity primary key,
  record_id bigint not null references records (id),
  listing_id bigint references listings (id),
  agency_id int not null references agencies (id),
  kind text not null check (kind in ('reconsideration', 'litigation')),
  authority text not null,
  case_no text not null,
  document_no text,
  started_on date not null,
  seen_version int not null,
  state text not null check (state in ('pending', 'stayed', 'upheld', 'quashed', 'varied', 'withdrawn')),
  stayed_on date,
  stay_document_no text,
  ended_on date,
  end_document_no text,
  constraint appeals_stay_has_a_document check (state <> 'stayed' or (stayed_on is not null and stay_document_no is not null)),
  constraint appeals_end_is_whole check ((state in ('pending', 'stayed')) = (ended_on is null)
    and (ended_on is null) = (end_document_no is null))
);
create unique index appeals_one_open on appeals (record_id) where state in ('pending', 'stayed');
create index appeals_of_record on appeals (record_id, id);

create table appeal_steps (
  id bigint generated always as identity primary key,
  appeal_id bigint not null references appeals (id),
  step text not null,
  from_state text,
  to_state text not null,
  reason text,
  document_no text,
  agency text not null,
  by_name text not null,
  at timestamptz not null,
  actor text not null
);
create index appeal_steps_of_appeal on appeal_steps (appeal_id, id);
create trigger appeal_steps_append_only before update or delete on appeal_steps
  for each row execute function refuse_change();

-- Flags beside the state, as disputed_at: a check reads them without another table.
alter table records add column appealed_at timestamptz, add column stayed_at timestamptz;
alter table listings add column appealed_at timestamptz, add column stayed_at timestamptz;

-- A notice of a stay ends what its department owed for the listing until the stay ends, as a lift does.
alter table notices add column suspends boolean not null default false;

-- The public rows get a column; every row that is shown is made again.
insert into public_changes (record_id, is_leaving) select record_id, false from public_entries where gone is null;
