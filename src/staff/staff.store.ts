import { and, eq, sql } from 'drizzle-orm';
import { agencies } from '../agencies/agency.table.ts';
import type { Db } from '../platform/db.ts';
import { staff } from './staff.table.ts';

export const insertStaff = async (db: Db, row: typeof staff.$inferInsert) =>
  (await db.insert(staff).values(row).onConflictDoNothing().returning())[0];

export const findStaff = async (db: Db, agencyCode: string, name: string) =>
  (
    await db
      .select({
        id: staff.id,
        passwordHash: staff.passwordHash,
        lockedUntil: staff.lockedUntil,
        disabledAt: staff.disabledAt,
        agencyId: staff.agencyId,
      })
      .from(staff)
      .innerJoin(agencies, eq(agencies.id, staff.agencyId))
      .where(and(eq(agencies.code, agencyCode), eq(staff.name, name)))
  )[0];

export const noteSignInFailure = (db: Db, id: string, lock: { after: number; until: string }) =>
  db
    .update(staff)
    .set({
      failedSignInCount: sql`${staff.failedSignInCount} + 1`,
      lockedUntil: sql`case when ${staff.failedSignInCount} + 1 >= ${lock.after} then ${lock.until}::timestamptz else ${staff.lockedUntil} end`,
    })
    .where(eq(staff.id, id));

export const noteSignIn = (db: Db, id: string) =>
  db.update(staff).set({ failedSignInCount: 0, lockedUntil: null }).where(eq(staff.id, id));
