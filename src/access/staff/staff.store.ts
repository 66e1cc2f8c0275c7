import { and, eq } from 'drizzle-orm';
import type { Db } from '../../platform/door/db.ts';
import { agencies } from '../agencies/agency.table.ts';
import { staff } from './staff.table.ts';

export const insertStaff = async (db: Db, row: typeof staff.$inferInsert) =>
  (await db.insert(staff).values(row).onConflictDoNothing().returning())[0];

export const findStaff = async (db: Db, agencyCode: string, name: string) =>
  (
    await db
      .select({
        id: staff.id,
        passwordHash: staff.passwordHash,
        disabledAt: staff.disabledAt,
        agencyId: staff.agencyId,
      })
      .from(staff)
      .innerJoin(agencies, eq(agencies.id, staff.agencyId))
      .where(and(eq(agencies.code, agencyCode), eq(staff.name, name)))
  )[0];
