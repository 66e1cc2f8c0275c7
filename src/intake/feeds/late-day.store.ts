import { between, count, desc, sql } from 'drizzle-orm';
import type { Day } from '../../kernel/day.ts';
import { type Db, json } from '../../platform/door/db.ts';
import { feedJudgements, feedLateDays } from './feed.table.ts';

export type LateDay = Omit<typeof feedLateDays.$inferSelect, 'day'>;
type Span = { from: Day; to: Day };

export const lastJudgedDay = async (db: Db): Promise<Day | null> => {
  const { day } = feedJudgements;
  const [last] = await db.select({ day }).from(feedJudgements).orderBy(desc(day)).limit(1);
  return last?.day ?? null;
};

// Gives false where the day was judged before: a judgement is never made twice.
export const openJudgement = async (
  db: Db,
  judgement: typeof feedJudgements.$inferInsert,
): Promise<boolean> => {
  const { day } = feedJudgements;
  const added = await db.insert(feedJudgements).values(judgement).onConflictDoNothing().returning({ day });
  return added.length > 0;
};

export const addLateDays = (db: Db, day: Day, late: readonly LateDay[]) =>
  db.execute(sql`insert into feed_late_days (agency_id, catalog, day, due_on, days_late, is_provisional)
    select x."agencyId", x.catalog, ${day}::date, x."dueOn", x."daysLate", x."isProvisional"
    from jsonb_to_recordset(${json(late)}::text::jsonb)
      x("agencyId" int, catalog text, "dueOn" date, "daysLate" int, "isProvisional" boolean)
    on conflict do nothing`);

export const judgedDays = async (db: Db, { from, to }: Span): Promise<Day[]> => {
  const { day } = feedJudgements;
  const found = await db
    .select({ day })
    .from(feedJudgements)
    .where(between(day, from, to))
    .orderBy(day);
  return found.map((judged) => judged.day);
};

export const countLateDays = (db: Db, { from, to }: Span) => {
  const { agencyId, catalog, day, isProvisional } = feedLateDays;
  return db
    .select({
      agencyId,
      catalog,
      lateDays: count(),
      isProvisional: sql<boolean>`bool_or(${isProvisional})`,
    })
    .from(feedLateDays)
    .where(between(day, from, to))
    .groupBy(agencyId, catalog);
};
