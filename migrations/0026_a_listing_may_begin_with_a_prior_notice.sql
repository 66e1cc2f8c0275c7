-- A listing may begin before its record: the authority has told the subject and has not decided yet. It gets record and day
-- when the record comes, and keeps its id; one that is dropped never gets either.
set local lock_timeout = '5s';

alter table listings
  alter column record_id drop not null,
  alter column listed_on drop not null,
  add constraint listings_stand_on_a_record check ((record_id is not null and listed_on is not null) or state in ('notified', 'revoked'));

-- What is open of one authority about one subject, whatever file a merge counts it in.
create unique index listings_notified on listings (list, agency_id, coalesce(origin_id, subject_id)) where state = 'notified';

-- The notice as it was served. How its day for statements is reckoned is kept, not the day: the next year's holidays may move it.
create table prior_notices (
  listing_id bigint primary key references listings (id),
  document_no text not null,
  reason text not null,
  basis text not null,
  notified_on date not null,
  statement_days int not null check (statement_days >= 0),
  decide_by date not null,
  at timestamptz not null,
  actor text not null
);
create trigger prior_notices_append_only before update or delete on prior_notices
  for each row execute function refuse_change();

create table prior_notice_statements (
  id bigint generated always as identity primary key,
  listing_id bigint not null references prior_notices (listing_id),
  heard_on date not null,
  statement text not null,
  result text not null check (result in ('upheld', 'partly-upheld', 'not-upheld')),
  finding text not null,
  at timestamptz not null,
  actor text not null
);
create index prior_notice_statements_of_listing on prior_notice_statements (listing_id, id);
create trigger prior_notice_statements_append_only before update or delete on prior_notice_statements
  for each row execute function refuse_change();

-- A listing without a record has no public face.
create or replace function note_changed_listings() returns trigger language plpgsql as $$
begin
  insert into public_changes (record_id, is_leaving)
    select c.record_id, c.state <> 'listed' and exists (select 1 from public_entries e where e.record_id = c.record_id and e.gone is null)
    from changed c where c.record_id is not null;
  return null;
end $$;
