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

// By what its cookie holds; answers the name under which it is listed.
export const endSessionNamed = async (tx: Db, idHash: string): Promise<string | null> =>
  (
    await tx.delete(staffSessions).where(eq(staffSessions.idHash, idHash)).returning({ id: staffSessions.id })
  )[0]?.id ?? null;

export const endSessionsOf = async (tx: Db, staffId: string): Promise<number> =>
  (
    await tx
      .delete(staffSessions)
      .where(eq(staffSessions.staffId, staffId))
      .returning({ id: staffSessions.id })
  ).length;
