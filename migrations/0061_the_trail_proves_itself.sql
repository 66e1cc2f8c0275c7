-- Seals are keyed, and every minute a checkpoint is signed: the root of a Merkle tree (RFC 9162) over the lines in the order of
-- their seals. The key is derived from the master key, so that no role of the database can make either (ADR 0015).
set local lock_timeout = '5s';

alter table audit_seals add column is_keyed boolean not null default false;

-- Covers the lines of all seals up to seal_no. frontier: the complete subtrees of the tree, the largest first. note: what is
-- signed and handed to witnesses, as it is. marker: a lawful break, spelled in the note too.
create table audit_checkpoints (
  no bigint primary key,
  seal_no bigint not null,
  size bigint not null,
  root bytea not null,
  frontier bytea not null,
  at timestamptz not null,
  marker json,
  note text not null
);
create index audit_checkpoints_by_size on audit_checkpoints (size);
create trigger audit_checkpoints_append_only before update or delete on audit_checkpoints
  for each row execute function refuse_change();

-- Complete subtrees of 256 lines and more: place n of a level covers the lines from n * 2^level on.
create table audit_nodes (
  level int not null,
  place bigint not null,
  hash bytea not null,
  primary key (level, place)
);
create trigger audit_nodes_append_only before update or delete on audit_nodes
  for each row execute function refuse_change();
