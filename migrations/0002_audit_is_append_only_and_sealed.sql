-- Every act and every look at a person leaves a line in its own transaction; a sealer chains committed lines
-- by transaction id, below the oldest transaction still running, so that nothing waits on the chain (ADR 0003).
set local lock_timeout = '5s';

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = '42501';
end $$;

create table audit_lines (
  id bigint generated always as identity primary key,
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null,
  agency_id int,
  actor text not null,
  action text not null,
  subject_id bigint,
  about json not null,
  request_id text,
  digest bytea not null
);
create index audit_lines_by_xid on audit_lines (xid);
create index audit_lines_of_subject on audit_lines (subject_id, id) where subject_id is not null;
create trigger audit_lines_append_only before update or delete on audit_lines
  for each row execute function refuse_change();

create function audit_digest(at timestamptz, agency_id int, actor text, action text, subject_id bigint,
                             about json, request_id text) returns bytea language sql stable parallel safe
return sha256(convert_to(concat_ws(chr(31), encode(timestamptz_send(at), 'hex'), coalesce(agency_id::text, '-'), actor,
  action, coalesce(subject_id::text, '-'), about::text, coalesce(request_id, '-')), 'UTF8'));

-- A seal covers the lines with id > after_id and from_xid <= xid < to_xid. through_id is set only by the seal that
-- follows a restored back-up: it takes the lines that were waiting up to there, and transaction ids start again.
create table audit_seals (
  no bigint primary key,
  after_id bigint not null,
  through_id bigint,
  from_xid xid8 not null,
  to_xid xid8 not null,
  line_count int not null,
  highest_id bigint not null,
  previous bytea not null,
  hash bytea not null,
  sealed_at timestamptz not null
);
create trigger audit_seals_append_only before update or delete on audit_seals
  for each row execute function refuse_change();
