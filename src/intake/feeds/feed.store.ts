import { and, eq, sql } from 'drizzle-orm';
import type { Day } from '../../kernel/day.ts';
import { type Db, rows } from '../../platform/door/db.ts';
import { feedFrequencies } from './feed.table.ts';

type FeedKey = { agencyId: number; catalog: string };

// The feed is fresh from this day on. The day is kept, so that any day can be judged later.
export const touchFeed = (db: Db, feed: FeedKey, { at, day }: { at: string; day: Day }) =>
  db.execute(sql`with good as (
      insert into feed_days (agency_id, catalog, day)
      values (${feed.agencyId}::int, ${feed.catalog}::text, ${day}::date)
      on conflict do nothing)
    insert into feeds (agency_id, catalog, last_good_at)
    values (${feed.agencyId}::int, ${feed.catalog}::text, ${at}::timestamptz)
    on conflict (agency_id, catalog) do update
      set last_good_at = greatest(feeds.last_good_at, excluded.last_good_at)`);

// An agency's duty to report one catalogue.
export type ReportingDuty = FeedKey & {
  agency: string;
  agencyName: string;
  validFrom: Day;
  lastGoodOn: Day | null;
  lastGoodAt: string | null;
  // The period of the zero report by which the feed was last good; null where data came.
  zeroReport: { periodFrom: Day | null; periodTo: Day } | null;
  ownEvery: number | null;
  ownReason: string | null;
};

// Every duty in force on a day, with the last good day before another.
export const dutiesOn = (
  db: Db,
  { on, before, agencyId }: { on: Day; before: Day; agencyId: number | null },
) =>
  rows<ReportingDuty>(
    db,
    sql`select a.id as "agencyId", c.catalog, a.code as agency, a.name as "agencyName",
      a.valid_from::text as "validFrom",
      (select max(d.day) from feed_days d
        where d.agency_id = a.id and d.catalog = c.catalog and d.day < ${before}::date
      )::text as "lastGoodOn",
      to_char(f.last_good_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "lastGoodAt",
      case when z.period_to is not null
        then jsonb_build_object('periodFrom', z.period_from, 'periodTo', z.period_to)
      end as "zeroReport",
      q.every_working_days as "ownEvery", q.reason as "ownReason"
    from agencies a
    cross join lateral unnest(a.catalogs) c(catalog)
    left join feeds f on f.agency_id = a.id and f.catalog = c.catalog
    left join zero_reports z
      on z.agency_id = a.id and z.catalog = c.catalog and z.good_at = f.last_good_at
    left join feed_frequencies q on q.agency_id = a.id and q.catalog = c.catalog
    where 'feeder' = any(a.roles)
      and a.valid_from <= ${on}::date
      and (a.valid_until is null or a.valid_until > ${on}::date)
      ${agencyId === null ? sql`` : sql`and a.id = ${agencyId}::int`}
    order by a.code, c.catalog`,
  );

type NewFrequency = typeof feedFrequencies.$inferInsert;
export type Frequency = Pick<NewFrequency, 'everyWorkingDays' | 'reason'>;

export const putFrequency = (db: Db, { agencyId, catalog, ...frequency }: NewFrequency) =>
  db
    .insert(feedFrequencies)
    .values({ agencyId, catalog, ...frequency })
    .onConflictDoUpdate({ target: [feedFrequencies.agencyId, feedFrequencies.catalog], set: frequency });

export const deleteFrequency = (db: Db, { agencyId, catalog }: FeedKey) =>
  db
    .delete(feedFrequencies)
    .where(and(eq(feedFrequencies.agencyId, agencyId), eq(feedFrequencies.catalog, catalog)));
