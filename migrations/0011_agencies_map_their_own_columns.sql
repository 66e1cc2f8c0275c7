-- An agency says once which of its own headers is which field. Every save is a new version, and a batch names the one it
-- is read with; a version without columns means that the mapping was removed.
set local lock_timeout = '5s';

create table column_mappings (
  agency_id int not null references agencies (id),
  catalog text not null,
  version int not null,
  columns jsonb,
  saved_by text not null,
  saved_at timestamptz not null,
  primary key (agency_id, catalog, version)
);
create trigger column_mappings_append_only before update or delete on column_mappings
  for each row execute function refuse_change();

-- files: what an archive holds, in its order, with the number that the first row of each has in the batch.
alter table batches add column separator text check (separator in ('comma', 'tab', 'semicolon'));
alter table batches add column mapping_version int;
alter table batches add column files jsonb;
alter table batches drop constraint batches_format_check;
alter table batches add constraint batches_format_check check (format in ('csv', 'xlsx', 'json', 'ndjson', 'zip'));
