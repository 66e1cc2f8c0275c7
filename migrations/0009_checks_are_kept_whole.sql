-- A decision is kept with the facts and the rule set it stood on; nothing in it changes afterwards.
set local lock_timeout = '5s';

create table checks (
  no text primary key,
  verify_code text not null,
  agency_id int not null,
  actor text not null,
  subject_id bigint,
  subject json not null,
  matter text,
  purpose text not null,
  case_no text,
  outcome text not null check (outcome in ('eligible', 'ineligible', 'review', 'matter-not-allowed')),
  reasons json not null,
  facts json not null,
  rule_set_version int not null,
  decided_at timestamptz not null
);
create index checks_of_agency on checks (agency_id, decided_at desc, no);
create index checks_by_time on checks using brin (decided_at);
create trigger checks_append_only before update or delete on checks
  for each row execute function refuse_change();

-- Which record or listing a decision stood on, so that its agency can be told when the ground falls. Written by the very
-- statement that writes the check, which is never deleted: a foreign key would only look each one up once more.
create table check_grounds (
  ground text not null,
  check_no text not null,
  primary key (ground, check_no)
);

create table check_confirmations (
  check_no text primary key references checks (no),
  choice text not null check (choice in ('followed', 'departed')),
  note text,
  by text not null,
  at timestamptz not null
);
create trigger check_confirmations_append_only before update or delete on check_confirmations
  for each row execute function refuse_change();

create table check_recalls (
  id bigint generated always as identity primary key,
  check_no text not null references checks (no),
  agency_id int not null,
  ground text not null,
  why text not null,
  at timestamptz not null,
  unique (check_no, ground)
);
create index check_recalls_of_agency on check_recalls (agency_id, id);

-- What may have to be told: only fallen records and listings, so that the recall never scans the rest.
create index records_fallen on records (id) where state = 'withdrawn' or disputed_at is not null;
create index listings_fallen on listings (id) where state = 'revoked' or disputed_at is not null;
