-- A key has roles of its own, and may be bound to catalogues, addresses and a last day.
set local lock_timeout = '5s';

alter table api_keys
  add column label text,
  add column roles text[],
  add column catalogs text[],
  add column addresses text[],
  add column expires_at timestamptz,
  add column last_used_at timestamptz,
  add column replaces uuid references api_keys (id);

-- Audit administration excludes every other role; a key that had both keeps the agency's business.
update api_keys k
set roles = (
  select case when cardinality(a.roles) > 1 then array_remove(a.roles, 'auditor') else a.roles end
  from agencies a
  where a.id = k.agency_id);

alter table api_keys alter column roles set not null;
create index api_keys_of_agency on api_keys (agency_id);

-- Who was answered first: a replay to somebody else leaves a line.
alter table idempotency_keys add column actor text;
