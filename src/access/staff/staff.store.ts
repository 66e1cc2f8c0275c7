import { and, eq, sql } from 'drizzle-orm';
import { type Db, json } from '../../platform/door/db.ts';
import { addGuarded } from '../../platform/door/guarded-rows.ts';
import { agencies } from '../agencies/agency.table.ts';
import { staff } from './staff.table.ts';

// Nothing where the agency has somebody of that name.
export const insertStaff = async (db: Db, row: typeof staff.$inferInsert): Promise<boolean> => {
  const { id, agencyId, name, passwordHash, roles, createdAt } = row;
  const added = { id, agency_id: agencyId, name, password_hash: passwordHash, roles, created_at: createdAt };
  return (await addGuarded(db, 'staff', sql`${json([added])}::text::jsonb`)) > 0;
};

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
