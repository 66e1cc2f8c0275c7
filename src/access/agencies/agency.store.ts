import { and, asc, eq, isNull, ne, sql } from 'drizzle-orm';
import type { Day } from '../../kernel/day.ts';
import { type Db, rows } from '../../platform/door/db.ts';
import { holdLock } from '../../platform/door/named-locks.ts';
import { agencies } from './agency.table.ts';
import { answeredBy, type Heir } from './succession.ts';

export const findAgency = async (db: Db, code: string) =>
  (await db.select().from(agencies).where(eq(agencies.code, code)))[0];

export const findAgencyById = async (db: Db, id: number) =>
  (await db.select().from(agencies).where(eq(agencies.id, id)))[0];

// The agency that bears a credit code now: one with a successor has handed it on.
export const findHolder = async (db: Db, uscc: string, exceptId?: number) =>
  (
    await db
      .select({ code: agencies.code, name: agencies.name })
      .from(agencies)
      .where(and(eq(agencies.uscc, uscc), isNull(agencies.successorId), ne(agencies.id, exceptId ?? 0)))
      .orderBy(asc(agencies.id))
      .limit(1)
  )[0];

export const insertAgency = async (db: Db, row: typeof agencies.$inferInsert) =>
  (await db.insert(agencies).values(row).onConflictDoNothing().returning())[0];

export const isAnsweredBy = async (db: Db, heir: Heir, determinedBy: number): Promise<boolean> =>
  (await rows(db, sql`select 1 where ${determinedBy}::int in ${answeredBy(heir)}`)).length > 0;

// Those whose rights and duties it took over.
export const predecessorsOf = async (db: Db, heir: Heir) =>
  db
    .select({ id: agencies.id, uscc: agencies.uscc })
    .from(agencies)
    .where(and(sql`${agencies.id} in ${answeredBy(heir)}`, ne(agencies.id, heir.agencyId)))
    .orderBy(asc(agencies.id));

// One succession at a time, so that two cannot close a circle.
export const holdSuccessions = (tx: Db) => holdLock(tx, 'agency-successions');

export const endAgency = async (
  tx: Db,
  id: number,
  { successorId, from }: { successorId: number; from: Day },
) =>
  (
    await tx.update(agencies).set({ successorId, validUntil: from }).where(eq(agencies.id, id)).returning()
  )[0];
