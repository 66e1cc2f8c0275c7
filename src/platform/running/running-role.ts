import { lockKey } from '../door/named-locks.ts';

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

// The rights of the running role, given anew by the owner after each migration. A table whose trigger refuses every change is
// append-only; what makes the law or a person's rights is written through functions, as the lines of the trail without
// their transaction id; a restoration is declared by the owner. Two processes that start at once wait for each other.
export const grantsFor = (role: string): string => `do $grants$
declare
  who constant text := ${literal(role)};
  kept regclass;
begin
  perform pg_advisory_xact_lock(${lockKey('migrations')});
  execute format('revoke all on all tables in schema public from %I', who);
  execute format('grant usage on schema public to %I', who);
  execute format('grant usage, select on all sequences in schema public to %I', who);
  execute format('grant select, insert, update, delete on all tables in schema public to %I', who);
  for kept in
    select tgrelid from pg_trigger
    where tgfoid = to_regproc('refuse_change') and tgqual is null and tgtype & 24 = 24
  loop
    execute format('revoke update, delete on %s from %I', kept, who);
  end loop;
  -- A release before these functions.
  if to_regprocedure('change_row(text, jsonb, jsonb)') is null then return; end if;
  execute format('revoke insert, update, delete on rule_sets, settings, staff, migrations, audit_lines, audit_segments,
    restorations from %I', who);
  execute format('grant insert (at, agency_id, actor, action, subject_id, about, request_id, digest) on audit_lines to %I', who);
  execute format('grant execute on function add_rows(text, jsonb, boolean), change_row(text, jsonb, jsonb) to %I', who);
end $grants$`;

/** The role of an address, where another one owns the database; else null. */
export const runningRole = (url: string, migrationUrl: string | undefined): string | null => {
  if (migrationUrl === undefined) return null;
  const [role, owner] = [url, migrationUrl].map((each) => decodeURIComponent(new URL(each).username));
  return role && role !== owner ? role : null;
};
