-- A database that was restored has forgotten numbers that it gave out. A restoration raises them all, opens the next epoch
-- for every subscription and a marked segment of the audit trail, and tells anew what is so (docs/operations.md).
set local lock_timeout = '5s';

-- raised_by: added to each number; known_until: the newest line that the restored trail held.
create table restorations (
  epoch int primary key check (epoch > 1),
  at timestamptz not null,
  by text not null,
  known_until timestamptz,
  raised_by bigint not null,
  listing_count int not null
);
create trigger restorations_append_only before update or delete on restorations
  for each row execute function refuse_change();

-- A department that names a number which the registry has forgotten knows a notice that the registry does not: known_seq is
-- the last number that the registry knew of, seen_seq the highest that the department named.
create table forgotten_numbers (
  subscription_id uuid not null references subscriptions (id) on delete cascade,
  known_seq bigint not null,
  next_seq bigint not null,
  seen_seq bigint,
  seen_at timestamptz,
  primary key (subscription_id, known_seq)
);

-- Numbers that are given as the highest one plus one begin above their floor.
create table number_floors (
  counter text primary key,
  floor int not null
);

-- The seals of a segment are numbered from first_seal on, so that no number stands for two hashes.
create table audit_segments (
  first_seal bigint primary key,
  epoch int not null,
  opened_at timestamptz not null,
  opened_by text not null
);
create trigger audit_segments_append_only before update or delete on audit_segments
  for each row execute function refuse_change();

alter table subscriptions add column epoch int not null default 1;
alter table notices add column epoch int not null default 1;
-- Told again after a restoration, so that everybody holds what is so.
alter table events add column is_initial boolean not null default false;
