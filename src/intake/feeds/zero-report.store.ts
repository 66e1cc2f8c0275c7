import { sql } from 'drizzle-orm';
import type { Day } from '../../kernel/day.ts';
import { type Db, rows } from '../../platform/door/db.ts';

export type ZeroReport = {
  agencyId: number;
  catalog: string;
  periodFrom: Day | null;
  periodTo: Day;
  note: string | null;
  goodAt: string;
  reportedBy: string;
  reportedAt: string;
};

// Gives false where the agency has said so of that day before.
export const insertZeroReport = async (db: Db, report: ZeroReport): Promise<boolean> =>
  (
    await rows(
      db,
      sql`insert into zero_reports (agency_id, catalog, period_from, period_to, note, good_at, reported_by, reported_at)
      values (${report.agencyId}::int, ${report.catalog}::text, ${report.periodFrom}::date, ${report.periodTo}::date,
        ${report.note}::text, ${report.goodAt}::timestamptz, ${report.reportedBy}::text, ${report.reportedAt}::timestamptz)
      on conflict do nothing returning 1`,
    )
  ).length > 0;

export const countZeroReports = (db: Db, { from, to }: { from: Day; to: Day }) =>
  rows<{ agencyId: number; catalog: string; zeroReports: number }>(
    db,
    sql`select agency_id as "agencyId", catalog, count(*)::int as "zeroReports" from zero_reports
    where reported_at >= ${from}::date::timestamp at time zone 'Asia/Shanghai'
      and reported_at < (${to}::date + 1)::timestamp at time zone 'Asia/Shanghai' group by agency_id, catalog`,
  );
