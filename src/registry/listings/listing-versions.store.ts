import { sql } from 'drizzle-orm';
import { type Db, json, rows } from '../../platform/door/db.ts';
import type { TermChange } from './listing.table.ts';

/** The newest change first. */
export const findTermChanges = (db: Db, listingIds: readonly number[]) =>
  rows<TermChange>(
    db,
    sql`select w.listing_id as "listingId",
      exists (select 1 from listing_steps s
        where s.listing_id = w.listing_id and s.step = 'extend' and s.at = w.known_until) as "isExtension",
      json_build_object('dueOn', w.due_on, 'measuresUntil', w.measures_until) as "from",
      json_build_object('dueOn', lead(w.due_on, 1, l.due_on) over later,
        'measuresUntil', lead(w.measures_until, 1, l.measures_until) over later) as "to"
    from jsonb_array_elements_text(${json(listingIds)}::text::jsonb) x(id)
    join listings l on l.id = x.id::bigint
    join listing_versions w on w.listing_id = l.id
    window later as (partition by w.listing_id order by w.known_until)
    order by w.listing_id, w.known_until desc`,
  );
