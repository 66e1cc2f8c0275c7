-- What the last whole list of an agency and catalogue named stays until the next one is worked off, so that both sides can
-- be compared (intake/reconciliations/). row_no 0: the row was written by an older release.
set local lock_timeout = '5s';

alter table batch_records add column row_no int not null default 0;
alter table batch_records drop constraint batch_records_pkey, add primary key (batch_id, record_id, row_no);

-- The SHA-256 of each row's key, its imprint, 32 bytes a row, sealed chunk by chunk: alone, one could be guessed from a person's
-- number. They go when the list is worked off or given up.
create table batch_imprints (
  batch_id uuid not null references batches (id) on delete cascade,
  next_row int not null,
  sealed bytea not null,
  primary key (batch_id, next_row)
);

create table whole_lists (
  agency_id int not null references agencies (id),
  catalog text not null,
  batch_id uuid not null references batches (id),
  at timestamptz not null,
  imprint_count int not null,
  sha256 text not null,
  primary key (agency_id, catalog)
);
