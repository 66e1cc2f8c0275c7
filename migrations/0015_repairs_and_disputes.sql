-- Cases about a record and the listing it opened: credit repair and dispute. Their subject is whoever the record counts for
-- today. A due day is reckoned from due_from in working days; provisional while its year's holidays are not loaded.
set local lock_timeout = '5s';

create table repairs (
  id bigint generated always as identity primary key,
  record_id bigint not null references records (id),
  listing_id bigint references listings (id),
  agency_id int not null references agencies (id),
  applicant text not null check (applicant in ('subject', 'authority')),
  state text not null check (state in
    ('submitted', 'accepted', 'rejected', 'refused', 'withdrawn', 'syncing', 'completed', 'restored')),
  rule int not null,
  class text not null check (class in ('minor', 'ordinary', 'severe')),
  possible_from date not null,
  applied_on date not null,
  reason text not null,
  materials jsonb not null,
  is_extended boolean not null default false,
  due_from date,
  due_count int,
  due_on date,
  is_due_provisional boolean not null default false,
  granted_at timestamptz,
  awaiting jsonb not null default '[]',
  restored_on date,
  constraint repairs_due_is_whole check ((due_from is null) = (due_on is null) and (due_count is null) = (due_on is null))
);
create unique index repairs_one_open on repairs (record_id) where state in ('submitted', 'accepted');
create index repairs_of_record on repairs (record_id, id);
create index repairs_by_due on repairs (due_on, id) where due_on is not null;
create index repairs_syncing on repairs (id) where state = 'syncing';

create table repair_steps (
  id bigint generated always as identity primary key,
  repair_id bigint not null references repairs (id),
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
create index repair_steps_of_repair on repair_steps (repair_id, id);
create trigger repair_steps_append_only before update or delete on repair_steps
  for each row execute function refuse_change();

create table disputes (
  id bigint generated always as identity primary key,
  record_id bigint not null references records (id),
  listing_id bigint references listings (id),
  agency_id int not null references agencies (id),
  applicant text not null check (applicant in ('subject', 'authority')),
  state text not null check (state in ('open', 'upheld', 'dismissed', 'withdrawn')),
  ground text not null check (ground in ('wrong', 'incomplete', 'over-term', 'wrongly-listed')),
  statement text not null,
  raised_on date not null,
  seen_version int not null,
  is_extended boolean not null default false,
  due_from date,
  due_count int,
  due_on date,
  is_due_provisional boolean not null default false,
  effect text check (effect in ('delete', 'correct', 'add', 'stop')),
  note text,
  corrected_version int,
  constraint disputes_due_is_whole check ((due_from is null) = (due_on is null) and (due_count is null) = (due_on is null)),
  constraint disputes_upheld_has_an_effect check ((state = 'upheld') = (effect is not null))
);
create unique index disputes_one_open on disputes (record_id) where state = 'open';
create index disputes_of_record on disputes (record_id, id);
create index disputes_by_due on disputes (due_on, id) where due_on is not null;
create index disputes_upheld on disputes (id) where state = 'upheld';

create table dispute_steps (
  id bigint generated always as identity primary key,
  dispute_id bigint not null references disputes (id),
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
create index dispute_steps_of_dispute on dispute_steps (dispute_id, id);
create trigger dispute_steps_append_only before update or delete on dispute_steps
  for each row execute function refuse_change();

-- An agency that was told of a dispute is told again when the ground falls by it.
alter table check_recalls drop constraint check_recalls_check_no_ground_key;
alter table check_recalls add constraint check_recalls_once_a_reason unique (check_no, ground, why);
