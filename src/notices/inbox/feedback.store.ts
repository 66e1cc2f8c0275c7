import { sql } from 'drizzle-orm';
import { type Db, json, rows } from '../../platform/door/db.ts';

const instant = (column: string) =>
  sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

export type NewFeedback = {
  id: string;
  noticeId: string;
  agencyId: number;
  measure: string;
  result: string;
  executedOn: string | null;
  documentNo: string | null;
  content: string | null;
  amount: string | null;
  reason: string | null;
  note: string | null;
  by: string;
  at: string;
};

// A row once written stays; a later one for the same measure names the one it corrects.
export const insertFeedback = async (tx: Db, feedback: NewFeedback): Promise<string | null> => {
  const [made] = await rows<{ supersedes: string | null }>(
    tx,
    sql`insert into feedback (id, notice_id, agency_id, measure, result, executed_on, document_no, content,
      amount, reason, note, by, at,
        supersedes)
      select f.id, f."noticeId", f."agencyId", f.measure, f.result, f."executedOn", f."documentNo", f.content,
        f.amount, f.reason,
        f.note, f.by, f.at, (select o.id from feedback o
          where o.notice_id = f."noticeId" and o.measure = f.measure
          and not exists (select from feedback c where c.supersedes = o.id))
      from jsonb_to_record(${json(feedback)}::text::jsonb) f(id uuid, "noticeId" uuid, "agencyId" int,
        measure text, result text,
        "executedOn" date, "documentNo" text, content text, amount text, reason text, note text, by text,
          at timestamptz)
      returning supersedes::text as supersedes`,
  );
  return made?.supersedes ?? null;
};

export type FeedbackRow = NewFeedback & {
  supersedes: string | null;
  supersededBy: string | null;
  agency: string;
};

export const feedbackOfNotice = (db: Db, noticeId: string) =>
  rows<FeedbackRow>(
    db,
    sql`select f.id::text as id, f.notice_id::text as "noticeId", f.agency_id as "agencyId", a.name as agency,
      f.measure, f.result,
      f.executed_on::text as "executedOn", f.document_no as "documentNo", f.content, f.amount, f.reason,
        f.note, f.by,
      ${instant('f.at')} as at, f.supersedes::text as supersedes,
      (select c.id::text from feedback c where c.supersedes = f.id) as "supersededBy"
    from feedback f join agencies a on a.id = f.agency_id where f.notice_id = ${noticeId}::uuid
      order by f.at, f.id`,
  );
