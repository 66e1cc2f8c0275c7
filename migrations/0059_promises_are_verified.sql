-- Verification (核查) of what was promised. Each handled promise has one: by its class it is due, stands in the pool of the
-- random draw, or is exempt. Free words of a natural person's are sealed where they stand.
set local lock_timeout = '5s';

create sequence verification_sequence;

create table verification_draws (
  no text primary key,
  seed text not null,
  -- What the draw chose from: the general ones above the one, up to and with the other.
  after_seq bigint not null,
  through_seq bigint not null,
  strata jsonb not null,
  -- Of each unit the officers among whom the seed chose, in the order of their numbers.
  officers jsonb not null,
  drawn int not null,
  digest text not null,
  at timestamptz not null,
  by text not null,
  constraint verification_draws_go_on check (after_seq <= through_seq)
);
create unique index verification_draws_follow on verification_draws (after_seq) where after_seq < through_seq;

create table verifications (
  no text primary key,
  seq bigint generated always as identity unique,
  commitment_no text not null unique references commitments (no),
  agency_id int not null references agencies (id),
  class text not null check (class in ('key', 'general', 'exempt')),
  risk text not null check (risk in ('high', 'medium', 'low')),
  state text not null check (state in ('pool', 'exempt', 'due', 'running', 'true', 'not-true', 'rectifying', 'decided',
    'objected', 'undone')),
  draw_no text references verification_draws (no),
  officer_id uuid references staff (id),
  due_from date,
  due_count int,
  due_on date,
  is_due_provisional boolean not null default false,
  method text check (method in ('own-data', 'assistance', 'visit')),
  assistance_no text,
  found_on date,
  rectify_by date,
  outcome text check (outcome in ('fulfilled', 'terminated', 'revoked')),
  document_no text,
  decided_on date,
  arisen_at timestamptz not null,
  moved_at timestamptz not null,
  moved_by text not null,
  constraint verifications_decided_by_document check ((state in ('decided', 'objected', 'undone'))
    = (outcome is not null and document_no is not null and decided_on is not null)),
  constraint verifications_wait_undated check (state not in ('pool', 'exempt') or due_on is null)
);
create index verifications_by_due on verifications (coalesce(due_on, '2999-12-31'::date), seq);
create index verifications_of_agency on verifications (agency_id, coalesce(due_on, '2999-12-31'::date), seq);
create index verifications_open on verifications (due_on, seq)
  where state in ('due', 'running', 'not-true', 'rectifying');
create index verifications_drawn on verifications (draw_no) where draw_no is not null;

create table verification_acts (
  verification_no text not null references verifications (no),
  place int not null,
  event text not null,
  at timestamptz not null,
  by text not null,
  note text,
  site text,
  visited_at timestamptz,
  method text,
  document_no text,
  primary key (verification_no, place)
);

-- Promises that were handled before this day stand in the pool.
insert into verifications (no, commitment_no, agency_id, class, risk, state, arisen_at, moved_at, moved_by)
select 'HY' || to_char(x.moved_at at time zone 'Asia/Shanghai', 'YYYYMMDD')
    || lpad(((nextval('verification_sequence') - 1) % 999999 + 1)::text, 6, '0'),
  x.no, x.agency_id, 'general', 'medium', 'pool', x.moved_at, x.moved_at, 'migration'
from (select * from commitments where state = 'handled' order by moved_at, no) x;
