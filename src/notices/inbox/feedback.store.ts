import { asc, eq, sql } from 'drizzle-orm';
import { agencies } from '../../access/agencies/agency.table.ts';
import type { Db } from '../../platform/door/db.ts';
import { utcMillis } from '../../platform/door/utc-text.ts';
import { feedback } from './feedback.table.ts';

type NewFeedback = Omit<typeof feedback.$inferSelect, 'supersedes'>;

// A row once written stays; a later one for the same measure names the one it corrects.
export const insertFeedback = async (tx: Db, given: NewFeedback): Promise<string | null> => {
  const supersedes = sql`(
    select o.id from feedback o
    where o.notice_id = ${given.noticeId}::uuid
      and o.measure = ${given.measure}
      and not exists (select from feedback c where c.supersedes = o.id))`;
  const [made] = await tx
    .insert(feedback)
    .values({ ...given, supersedes })
    .returning({ supersedes: feedback.supersedes });
  return made?.supersedes ?? null;
};

export const feedbackOfNotice = async (db: Db, noticeId: string) =>
  db
    .select({
      id: feedback.id,
      noticeId: feedback.noticeId,
      agency: agencies.name,
      measure: feedback.measure,
      result: feedback.result,
      executedOn: feedback.executedOn,
      documentNo: feedback.documentNo,
      content: feedback.content,
      amount: feedback.amount,
      reason: feedback.reason,
      note: feedback.note,
      by: feedback.by,
      at: utcMillis(feedback.at),
      supersedes: feedback.supersedes,
      supersededBy: sql<
        string | null
      >`(select c.id::text from feedback c where c.supersedes = ${feedback.id})`,
    })
    .from(feedback)
    .innerJoin(agencies, eq(agencies.id, feedback.agencyId))
    .where(eq(feedback.noticeId, noticeId))
    .orderBy(asc(feedback.at), asc(feedback.id));
