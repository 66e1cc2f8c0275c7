-- Who acts: agencies, their people, their keys. A session and a key are stored as hashes only.
set local lock_timeout = '5s';

create table agencies (
  id int generated always as identity primary key,
  code text not null unique check (code ~ '^[A-Z0-9][A-Z0-9-]{0,31}$'),
  name text not null,
  uscc text not null,
  region text not null default '000000',
  roles text[] not null default '{}',
  catalogs text[] not null default '{}',
  valid_from date not null,
  valid_until date,
  successor_id int references agencies (id),
  created_at timestamptz not null
);

create table staff (
  id uuid primary key,
  agency_id int not null references agencies (id),
  name text not null,
  password_hash text not null,
  roles text[] not null default '{}',
  failed_sign_in_count int not null default 0,
  locked_until timestamptz,
  disabled_at timestamptz,
  created_at timestamptz not null,
  unique (agency_id, name)
);

create table staff_sessions (
  id_hash text primary key,
  staff_id uuid not null references staff (id) on delete cascade,
  expires_at timestamptz not null
);
create index staff_sessions_of_staff on staff_sessions (staff_id);

create table api_keys (
  id uuid primary key,
  agency_id int not null references agencies (id),
  key_hash text not null unique,
  issued_at timestamptz not null,
  revoked_at timestamptz
);

-- The first answer to a creating request, kept encrypted for 24 hours so that a repeat gets the same answer.
create table idempotency_keys (
  agency_id int not null,
  key text not null,
  request_hash text not null,
  answer bytea not null,
  created_at timestamptz not null,
  primary key (agency_id, key)
);
create index idempotency_keys_by_age on idempotency_keys (created_at);
