-- Measures, settings, severe lists and working days change as rule sets do: one drafts, another approves. base is the law
-- that the draft was written upon: where it has moved meanwhile, the draft is no longer what was read.
set local lock_timeout = '5s';

create table changes (
  id uuid primary key,
  kind text not null check (kind in ('measures', 'settings', 'severe-lists', 'calendar')),
  state text not null check (state in ('draft', 'approved', 'withdrawn')),
  title text not null,
  content jsonb not null,
  base jsonb not null,
  basis text not null,
  valid_from date not null,
  simulation jsonb,
  drafted_by text not null,
  drafter_name text not null,
  drafter_agency_id int references agencies (id),
  drafted_at timestamptz not null,
  closed_by text,
  closer_name text,
  closed_at timestamptz,
  reason text,
  check ((state = 'draft') = (closed_at is null))
);
