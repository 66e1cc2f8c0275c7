import { sql } from 'drizzle-orm';
import { answeredBy, type Heir } from '../../access/agencies/succession.ts';
import { type Db, rows } from '../../platform/door/db.ts';
import { millisText } from '../../platform/door/utc-text.ts';

// Its own catalogues, and those of the agencies that it took over from.
export const fedCatalogs = async (db: Db, heir: Heir): Promise<string[]> =>
  (
    await rows<{ catalog: string }>(
      db,
      sql`select distinct c.catalog from agencies a cross join lateral unnest(a.catalogs) c(catalog)
      where a.id in ${answeredBy(heir)} order by c.catalog`,
    )
  ).map(({ catalog }) => catalog);

export type SourceLine = {
  agency: string;
  agencyName: string;
  catalog: string;
  lastFullAt: string | null;
  lastFullRows: number | null;
};

// Every agency that feeds today, each with its catalogues; or one and what it took over.
export const listFeeds = (db: Db, { agencyId, today }: { agencyId: number | null; today: string }) =>
  rows<SourceLine>(
    db,
    sql`select a.code as agency, a.name as "agencyName", c.catalog,
      ${sql.raw(millisText('w.at'))} as "lastFullAt",
      b.row_count as "lastFullRows"
    from agencies a cross join lateral (
      select unnest(a.catalogs) as catalog ${
        agencyId === null
          ? sql``
          : sql`union select unnest(p.catalogs) from agencies p
            where p.id in ${answeredBy({ agencyId, today })}`
      }) c
    left join whole_lists w on w.agency_id = a.id and w.catalog = c.catalog
    left join batches b on b.id = w.batch_id
    where 'feeder' = any(a.roles) and a.valid_from <= ${today}::date
      and (a.valid_until is null or a.valid_until > ${today}::date)
      ${agencyId === null ? sql`` : sql`and a.id = ${agencyId}::int`}
    order by a.code, c.catalog`,
  );
