import { and, eq, sql } from 'drizzle-orm';
import { type Db, json, rows } from '../../platform/door/db.ts';
import { type CandidateRow, mergeCandidates } from '../merges/merge.table.ts';
import type { CandidateState, NewCandidate } from './duplicate.rules.ts';

// A pair is raised once: a dismissed one does not come back with the next upload.
export const raiseCandidates = (db: Db, list: readonly NewCandidate[], stamp: { by: string; at: string }) =>
  rows<{ id: number }>(
    db,
    sql`insert into merge_candidates (first_id, second_id, ground, raised_by, raised_at)
    select distinct on (least("firstId", "secondId"), greatest("firstId", "secondId"))
      "firstId", "secondId", ground, ${stamp.by}, ${stamp.at}::timestamptz
    from jsonb_to_recordset(${json(list)}::text::jsonb) x("firstId" bigint, "secondId" bigint, ground text)
    where "firstId" <> "secondId"
    order by least("firstId", "secondId"), greatest("firstId", "secondId") on conflict do nothing
    returning id`,
  );

const instant = (column: string) =>
  sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`);

const select = sql`select c.id, c.first_id as "firstId", c.second_id as "secondId", c.ground, c.state,
    coalesce(a.merged_into, a.id) as "firstFile", coalesce(b.merged_into, b.id) as "secondFile",
    c.raised_by as "raisedBy", ${instant('c.raised_at')} as "raisedAt", c.reason, c.decided_by as "decidedBy",
    ${instant('c.decided_at')} as "decidedAt", m.id as "mergeId"
  from merge_candidates c join subjects a on a.id = c.first_id join subjects b on b.id = c.second_id
  left join subject_merges m on m.candidate_id = c.id and m.undone_at is null`;

export const findCandidate = async (db: Db, id: number): Promise<CandidateRow | undefined> =>
  (await rows<CandidateRow>(db, sql`${select} where c.id = ${id}`))[0];

// An open pair that another merge has put on one file waits out of sight, and is back when that merge is
// undone.
export const listCandidates = (
  db: Db,
  query: { state: CandidateState; after: number; limit: number },
): Promise<CandidateRow[]> =>
  rows<CandidateRow>(
    db,
    sql`${select} where c.state = ${query.state} and c.id > ${query.after}
      and (c.state <> 'open' or coalesce(a.merged_into, a.id) <> coalesce(b.merged_into, b.id))
    order by c.id limit ${query.limit + 1}`,
  );

// False: another registrar settled it first.
export const settleCandidate = async (
  db: Db,
  id: number,
  to: {
    from: CandidateState;
    state: CandidateState;
    reason: string | null;
    by: string | null;
    at: string | null;
  },
): Promise<boolean> => {
  const settled = await db
    .update(mergeCandidates)
    .set({ state: to.state, reason: to.reason, decidedBy: to.by, decidedAt: to.at })
    .where(and(eq(mergeCandidates.id, id), eq(mergeCandidates.state, to.from)))
    .returning({ id: mergeCandidates.id });
  return settled.length > 0;
};
