-- A further data key seals what is new; what the former ones sealed is sealed anew beside a running service, page by page,
-- and resealed_at says when all of it was. The first key of a database has nothing before it.
set local lock_timeout = '5s';

alter table data_keys add column resealed_at timestamptz;
update data_keys set resealed_at = made_at where no = 1;

-- Sealed anew, a record says what it said: the public lists need not look at it.
create or replace function note_changed_records() returns trigger language plpgsql as $$
begin
  if current_setting('registry.resealing', true) = 'on' then return null; end if;
  insert into public_changes (record_id, is_leaving)
    select c.id, c.state <> 'live' and exists (select 1 from public_entries e where e.record_id = c.id and e.gone is null)
    from changed c;
  return null;
end $$;
