-- Public lists (docs/adr/0014): what citizens may see, row by row, each with the position at which it came and, once it is
-- gone, the position at which it went. A list at position p is what had come by p and not gone by p.
set local lock_timeout = '5s';

create table public_lists (
  list text primary key,
  position bigint not null,
  oldest bigint not null default 0,
  published_at timestamptz not null
);

-- json and csv are the row's lines in the files; both are struck an hour after the row has gone, and only its id remains.
create table public_entries (
  list text not null,
  record_id bigint not null,
  position bigint not null,
  gone bigint,
  gone_at timestamptz,
  leaves_on date,
  name text,
  uscc text,
  json text,
  csv text,
  primary key (list, record_id, position),
  constraint public_entries_go_whole check ((gone is null) = (gone_at is null)),
  constraint public_entries_stay_readable check (gone is not null or (json is not null and csv is not null))
);
create unique index public_entries_current on public_entries (record_id) where gone is null;
create index public_entries_by_position on public_entries (list, position, record_id);
create index public_entries_gone on public_entries (list, gone, record_id) where gone is not null;
create index public_entries_to_strike on public_entries (gone_at) where json is not null and gone is not null;
create index public_entries_leaving on public_entries (leaves_on) where gone is null and leaves_on is not null;
create index public_entries_of_code on public_entries (uscc) where gone is null and uscc is not null;

create table public_files (
  list text not null,
  position bigint not null,
  format text not null check (format in ('csv', 'ndjson')),
  row_count int not null,
  byte_count bigint not null,
  sha256 text not null,
  primary key (list, format)
);

-- Records whose public face may have to change; is_leaving: one that is shown and must not be any longer. Every change is
-- noted, shown or not: whether a publisher is just now showing the record cannot be seen from here.
create table public_changes (
  record_id bigint not null,
  is_leaving boolean not null
);
create index public_changes_leaving on public_changes (record_id) where is_leaving;

create function note_new_records() returns trigger language plpgsql as $$
begin
  insert into public_changes (record_id, is_leaving) select id, false from changed where state = 'live';
  return null;
end $$;
create trigger records_come_into_public after insert on records
  referencing new table as changed for each statement execute function note_new_records();

create function note_changed_records() returns trigger language plpgsql as $$
begin
  insert into public_changes (record_id, is_leaving)
    select c.id, c.state <> 'live' and exists (select 1 from public_entries e where e.record_id = c.id and e.gone is null)
    from changed c;
  return null;
end $$;
create trigger records_change_in_public after update on records
  referencing new table as changed for each statement execute function note_changed_records();

create function note_changed_listings() returns trigger language plpgsql as $$
begin
  insert into public_changes (record_id, is_leaving)
    select c.record_id, c.state <> 'listed' and exists (select 1 from public_entries e where e.record_id = c.record_id and e.gone is null)
    from changed c;
  return null;
end $$;
create trigger listings_change_in_public after update on listings
  referencing new table as changed for each statement execute function note_changed_listings();

create function note_renamed_subject() returns trigger language plpgsql as $$
begin
  insert into public_changes (record_id, is_leaving) select r.id, false from records r where r.subject_id = new.id and r.state = 'live';
  return null;
end $$;
create trigger subjects_are_renamed_in_public after update on subjects
  for each row when (old.name is distinct from new.name or old.kind is distinct from new.kind) execute function note_renamed_subject();

insert into public_changes (record_id, is_leaving) select id, false from records where state = 'live';

-- A credit report is kept as it was handed out, under the vault's key.
create table reports (
  no text primary key,
  verify_code text not null,
  agency_id int not null references agencies (id),
  actor text not null,
  subject_id bigint,
  purpose text not null,
  case_no text,
  sealed bytea not null,
  made_at timestamptz not null
);
create index reports_of_agency on reports (agency_id, made_at desc, no desc);
create trigger reports_append_only before update or delete on reports
  for each row execute function refuse_change();
