import { and, eq, isNull } from 'drizzle-orm';
import type { Db } from '../platform/db.ts';
import { agencies, apiKeys } from './agency.table.ts';

export const findAgency = async (db: Db, code: string) =>
  (await db.select().from(agencies).where(eq(agencies.code, code)))[0];

export const insertAgency = async (db: Db, row: typeof agencies.$inferInsert) =>
  (await db.insert(agencies).values(row).onConflictDoNothing().returning())[0];

export const insertKey = (db: Db, row: typeof apiKeys.$inferInsert) => db.insert(apiKeys).values(row);

// Gives nothing when the key is unknown or was revoked before.
export const revokeKeyRow = async (db: Db, id: string, at: string) =>
  (
    await db
      .update(apiKeys)
      .set({ revokedAt: at })
      .where(and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt)))
      .returning()
  )[0];
