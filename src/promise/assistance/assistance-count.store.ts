import { sql } from 'drizzle-orm';
import { type Db, rows } from '../../platform/door/db.ts';
import type { AssistanceCount } from './assistance-sheet.rules.ts';

type Month = { from: string; to: string; today: string };

// The last day counts as in time; what was sent back costs no point, what was withdrawn was never asked. So
// that asked = in time + late + not yet due + sent back.
export const countAsked = (db: Db, { from, to, today }: Month) =>
  rows<Omit<AssistanceCount, 'points'>>(
    db,
    sql`select a.code as agency, a.name as "agencyName", count(*)::int as asked,
      count(*) filter (where x.state = 'answered' and x.ended_on <= x.due_on)::int as "inTime",
      count(*) filter (where x.state in ('asked', 'answered')
        and coalesce(x.ended_on, ${today}::date) > x.due_on)::int as late,
      count(*) filter (where x.state = 'asked' and ${today}::date <= x.due_on)::int as pending,
      count(*) filter (where x.state = 'returned')::int as returned
    from assistance x
      join agencies a on a.id = x.asked_id
    where x.asked_on between ${from}::date and ${to}::date
      and x.state <> 'withdrawn'
    group by a.code, a.name
    order by a.code`,
  );
