import { sql } from 'drizzle-orm';
import { answeredBy } from '../../access/agencies/succession.ts';
import type { Day } from '../../kernel/day.ts';
import { type Db, rows } from '../../platform/door/db.ts';

export type NoticeableListing = {
  id: number;
  list: string;
  subjectId: number;
  subjectKind: string;
  subjectName: string;
  authority: string;
  agencyId: number;
  documentNo: string | null;
  reason: string;
  listedOn: Day;
  dueOn: Day | null;
};

const severe = sql`select l.id, l.list, l.subject_id as "subjectId", s.kind as "subjectKind",
  s.name as "subjectName",
    l.authority_name as authority, l.agency_id as "agencyId", l.document_no as "documentNo", l.reason,
    l.listed_on::text as "listedOn", l.due_on::text as "dueOn"
  from listings l join subjects s on s.id = l.subject_id
  where l.kind = 'severe' and l.state = 'listed'`;

export const findNoticeable = async (db: Db, id: number): Promise<NoticeableListing | undefined> =>
  (await rows<NoticeableListing>(db, sql`${severe} and l.id = ${id}`))[0];

// Null finds the listings of every authority; the newest first.
export const searchNoticeable = (
  db: Db,
  search: { agencyId: number | null; today: Day; before: number | null; limit: number },
) => {
  const { agencyId, today, before, limit } = search;
  const own = agencyId === null ? sql`` : sql`and l.agency_id in ${answeredBy({ agencyId, today })}`;
  return rows<NoticeableListing>(
    db,
    sql`${severe} ${own} and (${before}::bigint is null or l.id < ${before}::bigint)
      order by l.id desc limit ${limit + 1}`,
  );
};
