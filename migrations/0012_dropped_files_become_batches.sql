-- An agency that can only drop files: a folder or a bucket is looked at every minute, by one process at a time (the lease),
-- and what lies there becomes its batches. Sealed are the keys of a bucket.
set local lock_timeout = '5s';

create table drop_sources (
  id uuid primary key,
  agency_id int not null references agencies (id),
  catalog text not null,
  mode text not null check (mode in ('append', 'full')),
  kind text not null check (kind in ('folder', 's3')),
  location text not null,
  region text,
  sealed_credentials bytea,
  is_paused boolean not null default false,
  created_by text not null,
  created_at timestamptz not null,
  last_polled_at timestamptz,
  last_result jsonb,
  lease_token uuid,
  lease_until timestamptz,
  unique (kind, location),
  check ((kind = 's3') = (sealed_credentials is not null)),
  check ((kind = 's3') = (region is not null))
);

-- Files that lie there still: seen and perhaps being written, or taken and waiting for their result. The row goes once the
-- result is written and the original moved; batches remember the rest. id is the key that makes a repeat the same batch.
create table dropped_files (
  id uuid primary key,
  source_id uuid not null references drop_sources (id) on delete cascade,
  name text not null,
  version text not null,
  seen_at timestamptz not null,
  batch_id uuid references batches (id) on delete cascade,
  refusal jsonb,
  unique (source_id, name)
);
