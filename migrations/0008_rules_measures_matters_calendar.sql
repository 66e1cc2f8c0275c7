-- Law as data: rule sets, settings, measures, matters and working days, each with its basis and its first day.
set local lock_timeout = '5s';

create table rule_sets (
  version int primary key,
  content jsonb not null,
  effective_from date not null,
  drafted_by text not null,
  approved_by text,
  created_at timestamptz not null
);

create table settings (
  key text not null,
  value jsonb not null,
  basis text not null,
  valid_from date not null,
  primary key (key, valid_from)
);

create table measures (
  code text not null,
  edition int not null,
  kind text not null check (kind in ('I', 'II', 'III')),
  title text not null,
  content text not null,
  target text not null,
  basis text not null,
  departments text[] not null,
  lists text[] not null,
  valid_from date not null,
  valid_until date,
  primary key (code, edition)
);

create table matters (
  code text primary key,
  name text not null,
  department text not null,
  basis text not null,
  is_commitment_allowed boolean not null,
  risk_class text
);

create table calendar_years (
  year int primary key,
  source text not null,
  loaded_at timestamptz not null
);
create table calendar_days (
  day date primary key,
  year int not null references calendar_years (year) on delete cascade,
  kind text not null check (kind in ('holiday', 'workday')),
  name text
);
