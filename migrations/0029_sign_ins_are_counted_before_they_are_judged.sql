-- Tries to sign in, counted before the password is looked at: simultaneous guesses count as what they are. The bucket is a
-- keyed hash of address, agency and name, or of the address alone; a name that nobody bears is counted like any other.
set local lock_timeout = '5s';

create table sign_in_tries (
  bucket text primary key,
  window_from timestamptz not null,
  tries int not null,
  -- In a row, since the last success.
  failures int not null,
  blocked_until timestamptz not null,
  last_at timestamptz not null
);
create index sign_in_tries_by_time on sign_in_tries (last_at);

-- A lock on a name was a lever for strangers.
alter table staff drop column failed_sign_in_count, drop column locked_until;
