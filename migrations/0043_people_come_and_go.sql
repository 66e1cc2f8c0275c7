-- Who a person is, by what they prove it, and how long it is believed.
set local lock_timeout = '5s';

-- A session ends some hours after its opening and a short while after its last use, by the database's clock. Those
-- that were opened for thirty days end here: everybody signs in again.
delete from staff_sessions;
alter table staff_sessions
  add column id uuid not null unique default gen_random_uuid(),
  add column opened_at timestamptz not null default now(),
  add column used_at timestamptz not null default now(),
  add column idle_minutes int not null default 30,
  add column address text not null default '',
  add column device text not null default '';

-- Since when a password is in use; null: since the account. code_until: it is a one-time code, handed over by an administrator.
alter table staff
  add column password_set_at timestamptz,
  add column code_until timestamptz;

-- Passwords that a person had before, as hashes: the newest few are not taken again.
create table staff_passwords (
  id bigint generated always as identity primary key,
  staff_id uuid not null references staff (id),
  password_hash text not null,
  replaced_at timestamptz not null
);
create index staff_passwords_of_staff on staff_passwords (staff_id, id);

-- The second factor: a secret that the person's device shares, and the last step of time whose code was used.
create table staff_factors (
  staff_id uuid primary key references staff (id),
  sealed bytea not null,
  last_step bigint not null,
  enrolled_at timestamptz not null
);
create table staff_recovery_codes (
  staff_id uuid not null references staff (id),
  code_hash text not null,
  primary key (staff_id, code_hash)
);

-- Half-way: the password was right, something is still asked. sealed: the secret of a factor that is being enrolled.
create table sign_in_steps (
  token_hash text primary key,
  staff_id uuid not null references staff (id),
  kind text not null check (kind in ('second-factor', 'second-factor-setup', 'password', 'enrolment')),
  sealed bytea,
  valid_until timestamptz not null default now() + interval '10 minutes'
);

-- Who brought a person in gives them no rights; null: before this was kept.
alter table staff add column added_by text;

-- What became of a person, step by step.
create table staff_history (
  id bigint generated always as identity primary key,
  staff_id uuid not null references staff (id),
  at timestamptz not null,
  by text not null,
  step text not null check (step in ('added', 'roles-given', 'roles-taken', 'moved', 'disabled', 'enabled',
    'password-reset', 'factor-removed')),
  about json not null
);
create index staff_history_of_person on staff_history (staff_id, id);
create trigger staff_history_append_only before update or delete on staff_history
  for each row execute function refuse_change();

-- What one person asked for and another has to confirm.
create table grants (
  id uuid primary key,
  kind text not null check (kind in ('roles', 'key')),
  staff_id uuid references staff (id),
  agency_id int not null references agencies (id),
  roles text[] not null default '{}',
  -- Of a key: its bounds, or the one it replaces.
  key_asked json,
  state text not null default 'pending' check (state in ('pending', 'confirmed', 'refused', 'lapsed')),
  asked_by text not null,
  asked_at timestamptz not null,
  decided_by text,
  decided_at timestamptz
);
create index grants_by_time on grants (asked_at, id);

-- As the city's identity provider knows the person: issuer and subject.
alter table staff add column provider_subject text unique;
