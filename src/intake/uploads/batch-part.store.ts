import { and, eq, inArray, lt } from 'drizzle-orm';
import type { Db } from '../../platform/door/db.ts';
import { batches, batchParts } from './batch.table.ts';

export const addPart = (db: Db, part: typeof batchParts.$inferInsert) => db.insert(batchParts).values(part);

export const findPart = async (db: Db, batchId: string, no: number): Promise<Uint8Array | undefined> => {
  const [found] = await db
    .select({ sealed: batchParts.sealed })
    .from(batchParts)
    .where(and(eq(batchParts.batchId, batchId), eq(batchParts.no, no)));
  return found?.sealed;
};

// An original with a row that may not be kept goes as soon as its rows are read.
export const dropStruckOriginal = (db: Db, batchId: string) => {
  const struck = db
    .select({ id: batches.id })
    .from(batches)
    .where(and(eq(batches.id, batchId), eq(batches.hasStruckRows, true)));
  return db.delete(batchParts).where(inArray(batchParts.batchId, struck));
};

export const dropOldOriginals = (db: Db, finishedBefore: string) => {
  const old = db.select({ id: batches.id }).from(batches).where(lt(batches.finishedAt, finishedBefore));
  return db.delete(batchParts).where(inArray(batchParts.batchId, old));
};
