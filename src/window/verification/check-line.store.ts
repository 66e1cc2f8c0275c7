import { sql } from 'drizzle-orm';
import { type Db, rows } from '../../platform/door/db.ts';

// A check and its line were committed together, above the transactions that it says were known.
const LOOKED_AT = 20_000;

export const lineOfCheck = async (db: Db, { no, since }: { no: string; since: string }) =>
  (
    await rows<{ id: number }>(
      db,
      sql`select id from (
        select id, about from audit_lines
        where xid >= ${since}::text::xid8
        order by xid
        limit ${LOOKED_AT}) l
      where about ->> 'no' = ${no}
      order by id
      limit 1`,
    )
  )[0]?.id;
