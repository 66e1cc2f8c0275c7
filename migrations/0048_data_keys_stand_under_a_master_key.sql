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
