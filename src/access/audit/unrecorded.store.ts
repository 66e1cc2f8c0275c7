import { sql } from 'drizzle-orm';
import { type Db, rows } from '../../platform/door/db.ts';

const NEWEST = 1000;

// A check and its line were committed together, above the transactions that the check says were known: where the newest
// checks have no lines, the tail of the trail is gone.
export const hasUnrecordedChecks = async (db: Db): Promise<boolean> =>
  (
    await rows(
      db,
      sql`select 1 from (
        select no, split_part(facts -> 'standpoint' ->> 'dataVersion', '.', 1) as known
        from checks
        order by decided_at desc
        limit ${NEWEST}) c
      where c.known ~ '^[0-9]{1,19}$' and not exists (
        select 1 from audit_lines l where l.xid >= c.known::xid8 and l.about ->> 'no' = c.no)
      limit 1`,
    )
  ).length > 0;
