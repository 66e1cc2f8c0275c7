import { and, eq, exists, getTableColumns, isNull, type SQLWrapper, sql } from 'drizzle-orm';
import type { Db } from '../../platform/door/db.ts';
import type { PollTurn } from './drop-source.store.ts';
import { type DroppedRow, droppedFiles, dropSources } from './drop-source.table.ts';
import type { DropRefusal } from './dropped-file.rules.ts';

export const listDropped = (db: Db, sourceId: string): Promise<DroppedRow[]> =>
  db.select().from(droppedFiles).where(eq(droppedFiles.sourceId, sourceId)).orderBy(droppedFiles.name);

const { id, sourceId, name, version, seenAt, batchId, refusal } = droppedFiles;
const isSame = sql`${version} = excluded.version`;

const millis = (at: SQLWrapper) => sql<number>`(extract(epoch from ${at}) * 1000)::float8`;
type NotedFile = DroppedRow & { seenMs: number; nowMs: number };

// A changed file is another file: it waits anew, under an id of its own.
export const noteDropped = async (
  db: Db,
  seen: Pick<DroppedRow, 'id' | 'sourceId' | 'name' | 'version'>,
): Promise<NotedFile | undefined> => {
  const noted = await db
    .insert(droppedFiles)
    .values({ ...seen, seenAt: sql`clock_timestamp()` })
    .onConflictDoUpdate({
      target: [sourceId, name],
      set: {
        version: sql`excluded.version`,
        id: sql`case when ${isSame} then ${id} else excluded.id end`,
        seenAt: sql`case when ${isSame} then ${seenAt} else excluded.seen_at end`,
      },
      setWhere: and(isNull(batchId), isNull(refusal)),
    })
    .returning({
      ...getTableColumns(droppedFiles),
      seenMs: millis(seenAt),
      nowMs: millis(sql`clock_timestamp()`),
    });
  return noted[0];
};

const isInTurn = (db: Db, turn: PollTurn, dropped: string) =>
  and(
    eq(id, dropped),
    exists(
      db
        .select({ id: dropSources.id })
        .from(dropSources)
        .where(
          and(
            eq(dropSources.id, sourceId),
            eq(dropSources.id, turn.id),
            eq(dropSources.leaseToken, turn.token),
          ),
        ),
    ),
  );

export const linkBatch = (db: Db, turn: PollTurn, taken: { id: string; batchId: string }) =>
  db
    .update(droppedFiles)
    .set({ batchId: taken.batchId })
    .where(isInTurn(db, turn, taken.id));

export const refuseDropped = (db: Db, turn: PollTurn, refused: { id: string; refusal: DropRefusal }) =>
  db
    .update(droppedFiles)
    .set({ refusal: refused.refusal })
    .where(isInTurn(db, turn, refused.id));

export const forgetDropped = (db: Db, turn: PollTurn, dropped: string) =>
  db.delete(droppedFiles).where(isInTurn(db, turn, dropped));
