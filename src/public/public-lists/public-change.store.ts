import { and, isNotNull, isNull, lt, lte, sql } from 'drizzle-orm';
import type { Day } from '../../kernel/day.ts';
import { type Db, json, rows } from '../../platform/door/db.ts';
import { holdLock } from '../../platform/door/named-locks.ts';
import { retentionEndOn } from '../../registry/records/retention.ts';
import type { PublicEntry, PublicFact } from './public-entry.rules.ts';
import { publicEntries } from './public-list.table.ts';

// One publisher at a time, so that a list's positions are in the order of their commits.
export const holdPublishing = (tx: Db) => holdLock(tx, 'publishing');

const isDue = (today: string) => sql`exists (
  select 1 from public_entries where gone is null and leaves_on <= ${today}::date)`;

export const hasChanges = async (db: Db, today: string): Promise<boolean> =>
  (
    await rows<{ found: boolean }>(
      db,
      sql`select exists (select 1 from public_changes) or ${isDue(today)} as found`,
    )
  )[0]?.found ?? false;

// Some entry must not be shown a moment longer. Two probes of small indexes, before every answer to the
// public.
export const hasLeaving = async (db: Db, today: string): Promise<boolean> =>
  (
    await rows<{ found: boolean }>(
      db,
      sql`select exists (select 1 from public_changes where is_leaving) or ${isDue(today)} as found`,
    )
  )[0]?.found ?? false;

export const takeChanges = (tx: Db, query: { onlyLeaving: boolean; limit: number }) =>
  rows<{ recordId: number }>(
    tx,
    sql`delete from public_changes where ctid in (
      select ctid from public_changes
      where is_leaving or not ${query.onlyLeaving}::boolean limit ${query.limit})
    returning record_id as "recordId"`,
  );

// A list may come to show other things of its persons: those who are shown are looked at before anybody is
// answered.
export const noteList = (tx: Db, list: string) =>
  tx.execute(sql`insert into public_changes (record_id, is_leaving)
    select r.id, exists (select 1 from public_entries e where e.record_id = r.id and e.gone is null)
    from records r join subjects s on s.id = r.subject_id
    where r.catalog = ${list} and r.state = 'live' and s.kind = 'person'`);

export const dueEntries = async (tx: Db, query: { today: Day; limit: number }) =>
  tx
    .select({ recordId: publicEntries.recordId })
    .from(publicEntries)
    .where(and(isNull(publicEntries.gone), lte(publicEntries.leavesOn, query.today)))
    .limit(query.limit);

const ids = (list: readonly number[]) =>
  sql`(select x.id::bigint as id from jsonb_array_elements_text(${json(list)}::text::jsonb) x(id))`;

export type StoredFact = Omit<PublicFact, 'bornOn'> & { lookup: string | null; sealed: Uint8Array | null };

export const readFacts = (
  tx: Db,
  recordIds: readonly number[],
  { lists, today }: { lists: readonly string[]; today: string },
) =>
  rows<StoredFact>(
    tx,
    sql`select r.id as "recordId", r.catalog, r.state as "recordState", r.class,
      r.document_no as "documentNo", r.authority_name as "authorityName", r.decided_on as "decidedOn",
      r.published_until as "publishedUntil", ${retentionEndOn('r', today)} as "retainedUntil", r.fields,
      coalesce(l.disputed_at, r.disputed_at) is not null as "isDisputed",
      r.appealed_at is not null as "isUnderAppeal", r.stayed_at is not null as "isStayed",
      l.state as "listingState",
      l.listed_on as "listedOn", l.due_on as "dueOn", l.reason,
      s.kind, s.name, u.code as uscc, p.lookup, p.sealed
    from ${ids(recordIds)} x
    join records r on r.id = x.id
    join jsonb_array_elements_text(${json(lists)}::text::jsonb) c(code) on c.code = r.catalog
    join subjects s on s.id = r.subject_id
    left join listings l on l.record_id = r.id
    left join lateral (
      select i.code from subject_identifiers i
      where i.subject_id = s.id and i.type = 'uscc'
      order by i.origin_id is not null, i.lookup limit 1) u on true
    left join lateral (
      select i.lookup, i.sealed from subject_identifiers i
      where s.kind = 'person' and i.subject_id = s.id and i.type in ('citizen-id', 'permanent-residence-id')
      order by i.type, i.lookup limit 1) p on true`,
  );

export type PublishedEntry = Pick<PublicEntry, 'recordId' | 'list' | 'json' | 'leavesOn'>;

export const readPublished = (tx: Db, recordIds: readonly number[]) =>
  rows<PublishedEntry>(
    tx,
    sql`select e.record_id as "recordId", e.list, e.json, e.leaves_on as "leavesOn"
    from ${ids(recordIds)} x join public_entries e on e.record_id = x.id and e.gone is null`,
  );

export const nextPositions = async (
  tx: Db,
  lists: readonly string[],
  at: string,
): Promise<Map<string, number>> => {
  const moved = await rows<{ list: string; position: number }>(
    tx,
    sql`insert into public_lists as l (list, position, published_at)
      select x.code, 1, ${at}::timestamptz
      from jsonb_array_elements_text(${json(lists)}::text::jsonb) x(code) order by 1
    on conflict (list) do update set position = l.position + 1, published_at = excluded.published_at
    returning list, position`,
  );
  return new Map(moved.map(({ list, position }) => [list, position]));
};

export const endEntries = (tx: Db, list: readonly { recordId: number; gone: number }[], at: string) =>
  tx.execute(sql`update public_entries e set gone = x.gone, gone_at = ${at}::timestamptz
    from jsonb_to_recordset(${json(list)}::text::jsonb) x("recordId" bigint, gone bigint)
    where e.record_id = x."recordId" and e.gone is null`);

export const addEntries = (tx: Db, list: readonly (PublicEntry & { position: number })[]) =>
  tx.execute(sql`insert into public_entries (list, record_id, position, leaves_on, name, uscc, json, csv)
    select x.list, x."recordId", x.position, x."leavesOn", x.name, x.uscc, x.json, x.csv
    from jsonb_to_recordset(${json(list)}::text::jsonb) x(list text, "recordId" bigint, position bigint,
      "leavesOn" date, name text, uscc text, json text, csv text)`);

// Strikes the words of entries that have gone, once no download that began before can still be running.
export const strikeGone = (db: Db, before: string) =>
  db
    .update(publicEntries)
    .set({ json: null, csv: null, name: null, uscc: null })
    .where(
      and(isNotNull(publicEntries.gone), isNotNull(publicEntries.json), lt(publicEntries.goneAt, before)),
    );

// Forgets ids that a delta no longer has to name; the list then knows no version before them.
export const forgetGone = (db: Db, before: string) =>
  db.execute(sql`with forgotten as (
      delete from public_entries where gone_at < ${before}::timestamptz returning list, gone),
    latest as (select list, max(gone) as gone from forgotten group by list)
    update public_lists l set oldest = greatest(l.oldest, latest.gone)
    from latest where l.list = latest.list`);
