-- Assistance between departments (协查). One question about one subject: a natural person's name and number are sealed where they stand;
-- the asked officer opens them by a look of its own. What an office is told leaves through agency_events, a log of one generic shape.
set local lock_timeout = '5s';

create table assistance (
  no text primary key,
  asking_id int not null references agencies (id),
  asked_id int not null references agencies (id),
  state text not null check (state in ('asked', 'answered', 'returned', 'withdrawn')),
  subject_kind text not null,
  identifier_type text not null,
  name text not null,
  shown_code text not null,
  sealed bytea not null,
  proof text,
  proof_name text,
  question text not null,
  commitment_no text,
  verification_no text,
  asked_on date not null,
  asked_at timestamptz not null,
  asked_by text not null,
  asked_by_name text not null,
  due_from date not null,
  due_count int not null,
  due_on date not null,
  is_due_provisional boolean not null,
  reminded_at timestamptz,
  finding text check (finding in ('consistent', 'inconsistent', 'unverifiable')),
  answer text,
  evidence text,
  reason text,
  ended_on date,
  ended_at timestamptz,
  ended_by text,
  ended_by_name text,
  constraint assistance_asks_another check (asking_id <> asked_id),
  constraint assistance_ends_whole check ((state = 'asked')
    = (ended_on is null and ended_at is null and ended_by is null and ended_by_name is null)),
  constraint assistance_answers_whole check ((state = 'answered') = (finding is not null and answer is not null))
);
create index assistance_of_asked on assistance (asked_id, due_on, no);
create index assistance_of_asking on assistance (asking_id, due_on, no);
create index assistance_open on assistance (due_on, no) where state = 'asked';
create index assistance_by_day on assistance (asked_on);

-- An event for one agency, of no subject and no listing. told_at: when the relay made notices of it.
create table agency_events (
  id bigint generated always as identity primary key,
  agency_id int not null references agencies (id),
  topic text not null,
  subject text not null,
  subject_seq int not null,
  content jsonb not null,
  at timestamptz not null,
  told_at timestamptz,
  unique (subject, subject_seq)
);
create index agency_events_untold on agency_events (id) where told_at is null;

alter table notices drop constraint notices_come_of_events;
alter table notices add constraint notices_come_of_events
  check (event_id is not null or type = 'audit.checkpoint' or type like 'credit.assistance.%') not valid;
alter table notices validate constraint notices_come_of_events;
