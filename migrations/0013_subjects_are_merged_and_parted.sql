-- Two files of one subject are merged by a registrar and can be parted again, in any order (docs/adr/0012).
-- What is said of a subject keeps its origin: the subject it belonged to, or would belong to, without any merge. subject_id
-- is always the file that it counts in today, so that no reader follows a pointer; a null origin_id means subject_id itself.
set local lock_timeout = '5s';

-- Characters 9-17 of a credit code are the organisation code, which then finds the same subject. Basis: GB 32100-2015.
alter table subject_identifiers
  add column origin_id bigint references subjects (id),
  add column is_derived boolean not null default false;
insert into subject_identifiers (lookup, subject_id, type, code, is_derived)
  select distinct on (substr(code, 9, 9)) 'org-code:' || substr(code, 9, 9), subject_id, 'org-code', substr(code, 9, 9), true
  from subject_identifiers where type = 'uscc' and length(code) = 18 order by substr(code, 9, 9), subject_id
  on conflict do nothing;
create index subject_identifiers_legacy on subject_identifiers (subject_id)
  where type in ('org-code', 'business-registration-no') and not is_derived;

alter table records add column origin_id bigint references subjects (id);
alter table listings add column origin_id bigint references subjects (id);

-- Copies are what the members of a merged file lend to it; they are drawn anew with every merge and parting.
alter table subject_names add column is_copy boolean not null default false;
alter table subject_links add column is_copy boolean not null default false;

-- merged_into is always the file that counts, never a file that was merged itself.
create index subjects_merged on subjects (merged_into) where merged_into is not null;

create table merge_candidates (
  id bigint generated always as identity primary key,
  first_id bigint not null references subjects (id),
  second_id bigint not null references subjects (id),
  ground text not null check (ground in ('identifiers', 'name-and-code', 'name-and-region')),
  state text not null default 'open' check (state in ('open', 'merged', 'dismissed')),
  raised_by text not null,
  raised_at timestamptz not null,
  reason text,
  decided_by text,
  decided_at timestamptz,
  constraint merge_candidates_are_two check (first_id <> second_id),
  constraint merge_candidates_dismissed_has_a_reason check (state <> 'dismissed' or length(reason) > 0)
);
create unique index merge_candidates_one_per_pair
  on merge_candidates (least(first_id, second_id), greatest(first_id, second_id));
create index merge_candidates_by_state on merge_candidates (state, id);

create table subject_merges (
  id bigint generated always as identity primary key,
  candidate_id bigint not null references merge_candidates (id),
  survivor_id bigint not null references subjects (id),
  absorbed_id bigint not null references subjects (id),
  reason text not null check (length(reason) > 0),
  by text not null,
  at timestamptz not null,
  undo_reason text,
  undone_by text,
  undone_at timestamptz,
  constraint subject_merges_undone_has_a_reason check ((undone_at is null) or length(undo_reason) > 0),
  constraint subject_merges_are_two check (survivor_id <> absorbed_id)
);
create unique index subject_merges_one_standing on subject_merges (absorbed_id) where undone_at is null;
create index subject_merges_of_survivor on subject_merges (survivor_id) where undone_at is null;
create index subject_merges_of_candidate on subject_merges (candidate_id, id);

-- Exactly what a merge, or its undoing, moved: identifiers by lookup, records and listings by id, names and links by value.
create table subject_merge_moves (
  merge_id bigint not null references subject_merges (id),
  step text not null check (step in ('merge', 'undo')),
  kind text not null check (kind in ('identifier', 'record', 'listing', 'name', 'link')),
  ref text not null,
  primary key (merge_id, step, kind, ref)
);
create trigger subject_merge_moves_append_only before update or delete on subject_merge_moves
  for each row execute function refuse_change();
