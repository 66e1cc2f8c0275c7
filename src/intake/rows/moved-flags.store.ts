import { sql } from 'drizzle-orm';
import { type Db, json } from '../../platform/door/db.ts';
import { isBearersCase } from '../../registry/subjects/case-bearer.rules.ts';

// A flag follows its case, and the case is its subject's. Where a row gives the record back, an open case of
// the first subject flags it again.
const open = (table: string, states: string) =>
  `exists (select 1 from ${table} c where c.record_id = r.id and c.state in (${states})
    and ${isBearersCase('c', 'r')})`;

/** Records that went to another subject, and their listings, bear the flags of that one's own open cases. */
export const settleMovedFlags = async (tx: Db, ids: readonly number[], at: string): Promise<void> => {
  await tx.execute(sql`update records r set uncorrected_at = null, publicity_held_on = null,
      disputed_at = case when ${sql.raw(open('disputes', "'open'"))} then ${at}::timestamptz end,
      appealed_at = case when ${sql.raw(open('appeals', "'pending', 'stayed'"))} then ${at}::timestamptz end,
      stayed_at = case when ${sql.raw(open('appeals', "'stayed'"))} then ${at}::timestamptz end
    where r.id in (select x.id::bigint from jsonb_array_elements_text(${json(ids)}::text::jsonb) x(id))`);
  await tx.execute(sql`update listings l set disputed_at = r.disputed_at, appealed_at = r.appealed_at,
      stayed_at = r.stayed_at
    from records r where r.id = l.record_id
      and r.id in (select x.id::bigint from jsonb_array_elements_text(${json(ids)}::text::jsonb) x(id))`);
};
