import { sql } from 'drizzle-orm';
import { type Db, rows } from '../../platform/door/db.ts';

export const addPart = (db: Db, part: { batchId: string; no: number; sealed: Uint8Array }) =>
  db.execute(
    sql`insert into batch_parts (batch_id, no, sealed) values (${part.batchId}::text::uuid, ${part.no}, ${part.sealed})`,
  );

export const findPart = async (db: Db, batchId: string, no: number): Promise<Uint8Array | undefined> =>
  (
    await rows<{ sealed: Uint8Array }>(
      db,
      sql`select sealed from batch_parts where batch_id = ${batchId}::text::uuid and no = ${no}`,
    )
  )[0]?.sealed;

// An original with a row that may not be kept goes as soon as its rows are read.
export const dropStruckOriginal = (db: Db, batchId: string) =>
  db.execute(sql`delete from batch_parts where batch_id in
    (select id from batches where id = ${batchId}::text::uuid and has_struck_rows)`);

export const dropOldOriginals = (db: Db, finishedBefore: string) =>
  db.execute(sql`delete from batch_parts where batch_id in
    (select id from batches where finished_at < ${finishedBefore}::timestamptz)`);
