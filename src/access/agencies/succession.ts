import { type SQL, sql } from 'drizzle-orm';

export type Heir = { agencyId: number; today: string };

// An agency answers today for itself and, transitively, for those it took over from (撤并更名), each from the day
// on which that one no longer acts. The one rule of who is "the determining authority": what an agency in
// this set determined, this agency decides about.
// Basis: 行政诉讼法第二十六条第六款、行政许可法第八条（职权变更的，由继续行使其职权的机关承受）
export const answeredBy = ({ agencyId, today }: Heir): SQL => sql`(with recursive duties as (
    select ${agencyId}::int as id union select a.id from agencies a join duties d on a.successor_id = d.id
      where a.valid_until is null or a.valid_until <= ${today}::date)
  select id from duties)`;

// Registered already, whether or not its day has come.
export const ONE_DAY = 'infinity';
