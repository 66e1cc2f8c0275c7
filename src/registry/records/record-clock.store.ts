import { eq, sql } from 'drizzle-orm';
import { type Db, json, rows } from '../../platform/door/db.ts';
import { records } from './record.table.ts';
import type { DueRecord } from './record-clock.rules.ts';
import { isRetainedOn, retentionEndOn } from './retention.ts';
import { saidOf } from './said.rules.ts';

// Word for word the expression of the index records_next_due.
const nextDue = sql.raw(
  `(case when r.state = 'live' and r.publicity_held_on is null then least(r.published_until, r.retained_until)
    else r.retained_until end)`,
);

// A record kept for a list's sake is skipped unless its publicity is due, and is found again each night until
// the listing ends. A record that is locked at this moment is skipped and found again with the next chunk, or
// the next night.
export const takeDueRecords = (tx: Db, on: string, limit: number) =>
  rows<DueRecord>(
    tx,
    sql`select r.id, r.version, r.state, r.catalog, r.published_until as "publishedUntil",
      ${retentionEndOn('r', on)} as "retainedUntil",
      r.uncorrected_at is not null or coalesce(${sql.raw(saidOf('r'))} in ('全部未履行', '部分履行'), false)
        as "isUncorrected", r.publicity_held_on is not null as "isHeld"
    from records r where r.state <> 'archived' and ${nextDue} <= ${on}::date
      and (not ${isRetainedOn('r', on)}
      or (r.state = 'live' and r.publicity_held_on is null and r.published_until <= ${on}::date))
    order by ${nextDue} limit ${limit} for update of r skip locked`,
  );

const ids = (list: readonly number[]) =>
  sql`(select x.id::bigint from jsonb_array_elements_text(${json(list)}::text::jsonb) x(id))`;

export const holdPublicity = (tx: Db, list: readonly number[], on: string) =>
  tx.execute(sql`update records set publicity_held_on = ${on}::date where id in ${ids(list)}`);

export const markUncorrected = (tx: Db, id: number, at: string) =>
  tx.update(records).set({ uncorrectedAt: at }).where(eq(records.id, id));

export const markCorrected = (tx: Db, id: number) =>
  tx.update(records).set({ uncorrectedAt: null, publicityHeldOn: null }).where(eq(records.id, id));
