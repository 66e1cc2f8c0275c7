import { sql } from 'drizzle-orm';
import { type Db, json, rows } from '../../platform/door/db.ts';
import type { ListingFlag } from './listing.rules.ts';
import { FLAGS } from './listing-flags.rules.ts';

/** The flags that stand beside the state of these listings now; a listing without any is left out. */
export const flagsOf = async (db: Db, listingIds: readonly number[]): Promise<Map<number, ListingFlag[]>> => {
  if (listingIds.length === 0) return new Map();
  const found = await rows<{ id: number; flags: ListingFlag[] }>(
    db,
    sql`select l.id, ${sql.raw(FLAGS)} as flags
      from jsonb_array_elements_text(${json([...new Set(listingIds)])}::text::jsonb) x(id)
      join listings l on l.id = x.id::bigint left join records r on r.id = l.record_id
      where l.disputed_at is not null or l.appealed_at is not null or r.held_removal is not null`,
  );
  return new Map(found.filter(({ flags }) => flags.length > 0).map(({ id, flags }) => [id, flags]));
};
