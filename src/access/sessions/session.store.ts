import { and, eq } from 'drizzle-orm';
import type { Db } from '../../platform/door/db.ts';
import { staffSessions } from './session.table.ts';

export const endSessionOf = async (tx: Db, staffId: string, id: string): Promise<boolean> =>
  (
    await tx
      .delete(staffSessions)
      .where(and(eq(staffSessions.staffId, staffId), eq(staffSessions.id, id)))
      .returning({ id: staffSessions.id })
  ).length > 0;

export const endSessionsOf = async (tx: Db, staffId: string): Promise<number> =>
  (
    await tx
      .delete(staffSessions)
      .where(eq(staffSessions.staffId, staffId))
      .returning({ id: staffSessions.id })
  ).length;
