-- Seals are keyed, and every minute a checkpoint is signed: the root of a Merkle tree (RFC 9162) over the lines in the order of
-- their seals. The key is derived from the master key, so that no role of the database can make either (ADR 0015).
set local lock_timeout = '5s';

alter table audit_seals add column is_keyed boolean not null default false;

-- Covers the lines of all seals up to seal_no. frontier: the complete subtrees of the tree, the largest first. note: what is
-- signed and handed to witnesses, as it is. marker: a lawful break, spelled in the note too.
create table audit_checkpoints (
  no bigint primary key,
  seal_no bigint not null,
  size bigint not null,
  root bytea not null,
  frontier bytea not null,
  at timestamptz not null,
  marker json,
  note text not null
);
create index audit_checkpoints_by_size on audit_checkpoints (size);
create trigger audit_checkpoints_append_only before update or delete on audit_checkpoints
  for each row execute function refuse_change();

-- Complete subtrees of 256 lines and more: place n of a level covers the lines from n * 2^level on.
create table audit_nodes (
  level int not null,
  place bigint not null,
  hash bytea not null,
  primary key (level, place)
);
create trigger audit_nodes_append_only before update or delete on audit_nodes
  for each row execute function refuse_change();

-- Which seal a line stands under.
create index audit_seals_by_xid on audit_seals (from_xid);

-- Rights. The running role may not write what makes the law or a person's rights; these two functions do it as their owner,
-- and whatever is written there by whomsoever leaves a line, if the act that wrote it left none.
create function guarded_table(target text) returns text language sql immutable strict
return case when target in ('rule_sets', 'settings', 'staff') then target end;

create function leave_line() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if exists (select 1 from audit_lines where xid = pg_current_xact_id() and action <> 'database.write') then
    return null;
  end if;
  insert into audit_lines (at, actor, action, about, digest)
    select x.at, x.actor, 'database.write', x.about, audit_digest(x.at, null, x.actor, 'database.write', null, x.about, null)
    from (select clock_timestamp() as at, 'database:' || session_user as actor, json_build_object(
      'table', tg_table_name, 'operation', lower(tg_op),
      'row', to_jsonb(coalesce(new, old)) - 'password_hash' - 'content') as about) x;
  return null;
end $$;
create constraint trigger rule_sets_leave_a_line after insert or update or delete on rule_sets
  deferrable initially deferred for each row execute function leave_line();
create constraint trigger settings_leave_a_line after insert or update or delete on settings
  deferrable initially deferred for each row execute function leave_line();
create constraint trigger staff_leave_a_line after insert or update or delete on staff
  deferrable initially deferred for each row execute function leave_line();

-- Rows by their columns' names; one that is there already stays as it is, or, where it is updating, takes what it is given.
create function add_rows(target text, added jsonb, is_updating boolean default false) returns int
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  name text := guarded_table(target);
  columns text;
  taken text;
  done int;
begin
  select string_agg(format('%I', a.attname), ', '), string_agg(format('%1$I = excluded.%1$I', a.attname), ', ')
    into columns, taken
    from pg_attribute a
    where a.attrelid = format('public.%I', name)::regclass and a.attnum > 0 and not a.attisdropped
      and exists (select 1 from jsonb_array_elements(added) r where r ? a.attname);
  if columns is null then return 0; end if;
  execute format('insert into public.%1$I (%2$s) select %2$s from jsonb_populate_recordset(null::public.%1$I, $1) on conflict %3$s',
    name, columns, case when is_updating then format('on constraint %I do update set %s', name || '_pkey', taken)
      else 'do nothing' end)
    using added;
  get diagnostics done = row_count;
  return done;
end $$;

-- Changes the row that is as the key says; 0 where there is none any more.
create function change_row(target text, key jsonb, patch jsonb) returns int
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  name text := guarded_table(target);
  set_to text;
  is_it text;
  done int;
begin
  select string_agg(format('%1$I = p.%1$I', k), ', ') into set_to from jsonb_object_keys(patch) k;
  select string_agg(format('t.%1$I = w.%1$I', k), ' and ') into is_it from jsonb_object_keys(key) k;
  execute format('update public.%1$I t set %2$s from jsonb_populate_record(null::public.%1$I, $1) p,
    jsonb_populate_record(null::public.%1$I, $2) w where %3$s', name, set_to, is_it)
    using patch, key;
  get diagnostics done = row_count;
  return done;
end $$;
revoke execute on function add_rows(text, jsonb, boolean), change_row(text, jsonb, jsonb) from public;
