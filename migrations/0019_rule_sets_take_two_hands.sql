-- A rule set is drafted by one hand and approved by another, never rewritten, and counts from its own day (docs/adr/0013).
-- Matters stand in the lists of an edition; what an earlier edition said is kept.
set local lock_timeout = '5s';

alter table rule_sets
  add column revision int not null default 1,
  add column drafter_name text,
  add column drafter_agency_id int,
  add column note text,
  add column based_on int references rule_sets (version),
  add column approver_name text,
  add column approved_at timestamptz,
  add column withdrawn_by text,
  add column withdrawer_name text,
  add column withdrawn_at timestamptz,
  add column withdrawal_reason text,
  add constraint rule_sets_withdrawn_has_a_reason check (withdrawn_at is null or length(withdrawal_reason) > 0);
update rule_sets set approved_at = created_at where approved_by is not null;

create function keep_rule_set() returns trigger language plpgsql as $$
begin
  if new.version <> old.version or new.content <> old.content or new.drafted_by <> old.drafted_by
     or (old.approved_by is not null
         and (new.approved_by is distinct from old.approved_by or new.effective_from <> old.effective_from))
     or old.withdrawn_at is not null then
    raise exception 'rule set % is never rewritten', old.version using errcode = '42501';
  end if;
  return new;
end $$;
create trigger rule_sets_are_kept before update on rule_sets for each row execute function keep_rule_set();

-- The one place that says which version counts on a day; the check's reading and every board ask it.
create function rule_set_in_force(on_day date) returns int language sql stable
return (select r.version from rule_sets r
  where r.approved_by is not null and r.withdrawn_at is null and r.effective_from <= on_day
  order by r.effective_from desc, coalesce(r.approved_at, r.created_at) desc, r.version desc limit 1);

create table rule_set_simulations (
  id uuid primary key,
  version int not null references rule_sets (version) on delete cascade,
  against int not null references rule_sets (version) on delete cascade,
  on_day date not null,
  at timestamptz not null,
  subject_count int not null,
  turn_count int not null,
  summary jsonb not null,
  by text not null,
  by_name text not null
);
create index rule_set_simulations_of_version on rule_set_simulations (version, at desc);

create table rule_set_turns (
  simulation_id uuid not null references rule_set_simulations (id) on delete cascade,
  subject_id bigint not null,
  outcome_before text not null,
  outcome_after text not null,
  codes text not null,
  primary key (simulation_id, subject_id)
);

create table matter_editions (
  no int primary key,
  name text not null,
  published_on date not null,
  counts jsonb not null,
  by text not null,
  by_name text not null,
  at timestamptz not null
);

alter table matters
  add column is_cancelled boolean not null default false,
  add column kind text not null default 'proof' check (kind in ('proof', 'licence')),
  add column issuing_unit text,
  add column replacement text check (replacement in ('commitment', 'sharing', 'assistance', 'none')),
  add column notice_text text,
  add column commitment_text text,
  add column edition int not null default 0,
  add constraint matters_cancelled_need_no_commitment check (not (is_cancelled and is_commitment_allowed));

create table matter_versions (
  code text not null,
  edition int not null references matter_editions (no),
  content jsonb,
  primary key (code, edition)
);
create trigger matter_versions_append_only before update or delete on matter_versions
  for each row execute function refuse_change();
