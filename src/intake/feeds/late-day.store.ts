import { sql } from 'drizzle-orm';
import type { Day } from '../../kernel/day.ts';
import { type Db, json, rows } from '../../platform/door/db.ts';

export type LateDay = {
  agencyId: number;
  catalog: string;
  dueOn: Day;
  daysLate: number;
  isProvisional: boolean;
};

export const lastJudgedDay = async (db: Db): Promise<Day | null> =>
  (await rows<{ day: Day | null }>(db, sql`select max(day)::text as day from feed_judgements`))[0]?.day ??
  null;

// False where the day was judged before: what was judged once stands.
export const openJudgement = async (
  db: Db,
  judged: { day: Day; feeds: number; late: number; at: string },
): Promise<boolean> =>
  (
    await rows(
      db,
      sql`insert into feed_judgements (day, feed_count, late_count, judged_at)
        values (${judged.day}::date, ${judged.feeds}::int, ${judged.late}::int, ${judged.at}::timestamptz) on conflict do nothing returning 1`,
    )
  ).length > 0;

export const addLateDays = (db: Db, day: Day, late: readonly LateDay[]) =>
  db.execute(sql`insert into feed_late_days (agency_id, catalog, day, due_on, days_late, is_provisional)
    select x."agencyId", x.catalog, ${day}::date, x."dueOn", x."daysLate", x."isProvisional"
    from jsonb_to_recordset(${json(late)}::text::jsonb)
      x("agencyId" int, catalog text, "dueOn" date, "daysLate" int, "isProvisional" boolean) on conflict do nothing`);

export const judgedDays = async (db: Db, { from, to }: { from: Day; to: Day }): Promise<Day[]> =>
  (
    await rows<{ day: Day }>(
      db,
      sql`select day::text as day from feed_judgements where day between ${from}::date and ${to}::date order by day`,
    )
  ).map(({ day }) => day);

export const countLateDays = (db: Db, { from, to }: { from: Day; to: Day }) =>
  rows<{ agencyId: number; catalog: string; lateDays: number; isProvisional: boolean }>(
    db,
    sql`select agency_id as "agencyId", catalog, count(*)::int as "lateDays", bool_or(is_provisional) as "isProvisional"
    from feed_late_days where day between ${from}::date and ${to}::date group by agency_id, catalog`,
  );
