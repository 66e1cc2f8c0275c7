-- A wrong master key finds nobody, and so does a number that has left subject_identifiers: either would answer "eligible".
-- The key is told by its id, by a canary that only it opens, and by the blind index of a fixed text.
set local lock_timeout = '5s';

create table master_keys (
  id int primary key default 1 check (id = 1),
  key_id text not null,
  canary bytea not null,
  blind_index text not null,
  kept_at timestamptz not null,
  kept_by text not null
);

-- How many numbers a file holds, written with them. No number is ever deleted, so fewer means that some were lost.
alter table subjects add column identifier_count int not null default 0;
update subjects s set identifier_count = held.count
  from (select subject_id, count(*)::int as count from subject_identifiers group by subject_id) held
  where held.subject_id = s.id;

-- One row from the moment that files without all their numbers were found until an exact count finds none.
create table index_faults (
  id int primary key default 1 check (id = 1),
  missing bigint not null,
  found_at timestamptz not null
);
