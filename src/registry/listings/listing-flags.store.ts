import { sql } from 'drizzle-orm';
import { type Db, json, rows } from '../../platform/door/db.ts';
import type { ListingFlag } from './listing.rules.ts';
import { flagsSql } from './listing-flags.rules.ts';

/** The flags that stand beside the state of these listings now; a listing without any is left out. */
export const flagsOf = async (db: Db, listingIds: readonly number[]): Promise<Map<number, ListingFlag[]>> => {
  if (listingIds.length === 0) return new Map();
  const found = await rows<{ id: number; flags: ListingFlag[] }>(
    db,
    sql`select l.id, to_jsonb(f.flags) as flags
      from jsonb_array_elements_text(${json([...new Set(listingIds)])}::text::jsonb) x(id)
      join listings l on l.id = x.id::bigint
      cross join lateral (select ${sql.raw(flagsSql('l'))} as flags) f where f.flags <> '{}'`,
  );
  return new Map(found.map(({ id, flags }) => [id, flags]));
};
