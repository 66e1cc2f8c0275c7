-- Natural persons' names are sealed where they stand (docs/adr). No key is known here: the process that migrates seals what
-- an earlier release wrote, some rows at a time, and notes how far it has come.
set local lock_timeout = '5s';

create table name_sealings (
  part text primary key,
  place text not null,
  done_at timestamptz
);
