import { sql } from 'drizzle-orm';
import type { Fault } from '../../kernel/problems.ts';
import { type Db, json, rows } from '../../platform/door/db.ts';

export type RowFaults = {
  row: number;
  verdict: 'rejected' | 'held' | 'warned';
  faults: readonly Fault[];
  sealed: string | null;
};
export type KeptFaults = Omit<RowFaults, 'sealed'> & { sealed: Uint8Array | null };

export const addRowFaults = (db: Db, batchId: string, list: readonly RowFaults[]) =>
  db.execute(sql`insert into batch_errors (batch_id, row_no, verdict, faults, sealed_row)
    select ${batchId}::text::uuid, "row", verdict, faults, decode(sealed, 'hex')
    from jsonb_to_recordset(${json(list)}::text::jsonb) x("row" int, verdict text, faults jsonb, sealed text)`);

export const listRowFaults = (
  db: Db,
  batchId: string,
  page: { after: number; limit: number; verdicts: readonly KeptFaults['verdict'][] },
) =>
  rows<KeptFaults>(
    db,
    sql`select row_no as "row", verdict, faults, sealed_row as sealed from batch_errors
    where batch_id = ${batchId}::text::uuid and row_no > ${page.after}
      and verdict in (select x.v from jsonb_array_elements_text(${json(page.verdicts)}::text::jsonb) x(v))
    order by row_no limit ${page.limit}`,
  );
