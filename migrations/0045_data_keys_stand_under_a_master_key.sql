-- Data keys seal, index and sign; each stands here wrapped under the master key, so that a new master key changes nothing that
-- they sealed. Number 1 of a database that was sealed by its master key itself is that key: nothing at rest changes.
-- key_id tells it from the others: its first four bytes stand in front of all that it sealed.
set local lock_timeout = '5s';

create table data_keys (
  no int primary key check (no > 0),
  key_id text not null unique,
  wrapped bytea not null,
  wrapped_by text not null,
  made_at timestamptz not null,
  made_by text not null
);

-- One row. top: the key that seals and under which new numbers are indexed. announced: the next one, which every process asks
-- for from then on. settled: the lowest level of the index that a row may still stand under.
create table key_standing (
  id int primary key default 1 check (id = 1),
  announced int not null default 1 references data_keys (no),
  top int not null default 1 references data_keys (no),
  settled int not null default 1 references data_keys (no),
  resealed int not null default 1 references data_keys (no),
  check (settled <= top and top <= announced and resealed <= top)
);
