-- A person's written authorisation for looks into their file: whose, by which office, for which purpose, from when until
-- when. The person is known by the keyed index alone; the scan is sealed, and forgotten when its time is over.
set local lock_timeout = '5s';

create table authorisations (
  id uuid primary key,
  agency_id int not null references agencies (id),
  subject_type text not null,
  lookup text not null,
  purpose text not null,
  valid_from date not null,
  valid_until date not null,
  scan_type text not null check (scan_type in ('application/pdf', 'image/jpeg', 'image/png')),
  byte_count int not null,
  digest text not null,
  sealed_scan bytea,
  recorded_at timestamptz not null,
  recorded_by text not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  constraint authorisations_end_after_they_begin check (valid_until >= valid_from),
  constraint authorisations_withdrawn_by_somebody check ((withdrawn_at is null) = (withdrawn_by is null))
);
create index authorisations_of_agency on authorisations (agency_id, id);
