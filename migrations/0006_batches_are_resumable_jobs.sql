-- An upload is stored whole and encrypted before 202; its rows are written chunk by chunk under a fenced lease,
-- and next_row says where a restarted worker goes on.
set local lock_timeout = '5s';

create table batches (
  id uuid primary key,
  agency_id int not null references agencies (id),
  catalog text not null,
  edition int not null,
  mode text not null check (mode in ('append', 'full', 'dry-run')),
  format text not null check (format in ('csv', 'xlsx', 'json', 'ndjson')),
  encoding text,
  file_name text,
  header jsonb,
  byte_count bigint not null default 0,
  part_count int not null default 0,
  sha256 text,
  status text not null check (status in ('uploading', 'queued', 'running', 'awaiting-confirmation', 'done', 'failed', 'cancelled')),
  problem jsonb,
  row_count int not null default 0,
  accepted_count int not null default 0,
  unchanged_count int not null default 0,
  corrected_count int not null default 0,
  held_count int not null default 0,
  rejected_count int not null default 0,
  warning_count int not null default 0,
  missing_count int,
  withdrawn_count int not null default 0,
  next_row int not null default 1,
  total_rows int,
  submitted_by text not null,
  confirmed_by text,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  lease_token uuid,
  lease_until timestamptz,
  served_at timestamptz,
  attempt_count int not null default 0,
  has_struck_rows boolean not null default false
);
create index batches_of_agency on batches (agency_id, created_at desc, id desc);
create index batches_waiting on batches (created_at) where status in ('queued', 'running');
create index batches_uploading on batches (created_at) where status = 'uploading';

create table batch_parts (
  batch_id uuid not null references batches (id) on delete cascade,
  no int not null,
  sealed bytea not null,
  primary key (batch_id, no)
);

-- sealed_row is the refused row as uploaded, encrypted; null where nothing of it may be kept.
create table batch_errors (
  batch_id uuid not null references batches (id) on delete cascade,
  row_no int not null,
  verdict text not null check (verdict in ('rejected', 'held', 'warned')),
  faults jsonb not null,
  sealed_row bytea,
  primary key (batch_id, row_no)
);

-- Mode full only: the records that the file names. What is live and not among them is withdrawn at the end.
create table batch_records (
  batch_id uuid not null references batches (id) on delete cascade,
  record_id bigint not null references records (id),
  primary key (batch_id, record_id)
);
