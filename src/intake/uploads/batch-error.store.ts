import { and, eq, gt, inArray, sql } from 'drizzle-orm';
import { type Db, json, rows } from '../../platform/door/db.ts';
import { batchErrors } from './batch.table.ts';

type KeptFaults = Omit<typeof batchErrors.$inferSelect, 'batchId'>;
export type RowFaults = Omit<KeptFaults, 'sealed'> & { sealed: string | null };

export const addRowFaults = (db: Db, batchId: string, list: readonly RowFaults[]) =>
  db.execute(sql`insert into batch_errors (batch_id, row_no, verdict, faults, sealed_row)
    select ${batchId}::text::uuid, "row", verdict, faults, decode(sealed, 'hex')
    from jsonb_to_recordset(${json(list)}::text::jsonb)
      x("row" int, verdict text, faults jsonb, sealed text)
    on conflict (batch_id, row_no) do update set verdict = excluded.verdict,
      faults = excluded.faults || batch_errors.faults`);

export const listRowFaults = (
  db: Db,
  batchId: string,
  page: { after: number; limit: number; verdicts: readonly KeptFaults['verdict'][] },
): Promise<KeptFaults[]> => {
  const { row, verdict, faults, sealed } = batchErrors;
  return db
    .select({ row, verdict, faults, sealed })
    .from(batchErrors)
    .where(and(eq(batchErrors.batchId, batchId), gt(row, page.after), inArray(verdict, [...page.verdicts])))
    .orderBy(row)
    .limit(page.limit);
};

export const hasFault = async (db: Db, batchId: string, code: string): Promise<boolean> => {
  const found = await rows(
    db,
    sql`select 1 from batch_errors
    where batch_id = ${batchId}::text::uuid and faults @> ${json([{ code }])}::text::jsonb limit 1`,
  );
  return found.length > 0;
};
