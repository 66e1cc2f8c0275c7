import { sql } from 'drizzle-orm';
import type { Day } from '../../kernel/day.ts';
import { type Db, rows } from '../../platform/door/db.ts';
import { type ZeroReport, zeroReports } from './zero-report.table.ts';

// Gives false where the agency reported the same day before.
export const insertZeroReport = async (db: Db, report: ZeroReport): Promise<boolean> => {
  const added = await db
    .insert(zeroReports)
    .values(report)
    .onConflictDoNothing()
    .returning({ catalog: zeroReports.catalog });
  return added.length > 0;
};

export const countZeroReports = (db: Db, { from, to }: { from: Day; to: Day }) =>
  rows<Pick<ZeroReport, 'agencyId' | 'catalog'> & { zeroReports: number }>(
    db,
    sql`select agency_id as "agencyId", catalog, count(*)::int as "zeroReports"
    from zero_reports
    where reported_at >= ${from}::date::timestamp at time zone 'Asia/Shanghai'
      and reported_at < (${to}::date + 1)::timestamp at time zone 'Asia/Shanghai'
    group by agency_id, catalog`,
  );
