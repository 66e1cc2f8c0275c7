import { and, desc, eq, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { Db } from '../../platform/door/db.ts';
import { addRow, changeRow } from '../../platform/door/guarded-rows.ts';
import { agencies } from '../agencies/agency.table.ts';
import { staffFactors } from '../sessions/second-factor.table.ts';
import { staff, staffPasswords } from './staff.table.ts';

type Row = typeof staff.$inferInsert;

// Nothing where the agency has somebody of that name.
export const insertStaff = (db: Db, row: Row): Promise<boolean> => addRow(db, 'staff', row);

const changeStaff = (tx: Db, id: string, patch: Partial<Row>) => changeRow(tx, 'staff', id, patch);

const millis = (column: AnyPgColumn) => sql<number | null>`(extract(epoch from ${column}) * 1000)::float8`;

// All that signing in asks of a person.
const signingOf = (db: Db) =>
  db
    .select({
      id: staff.id,
      name: staff.name,
      agency: agencies.code,
      roles: staff.roles,
      passwordHash: staff.passwordHash,
      isDisabled: sql<boolean>`${staff.disabledAt} is not null`,
      passwordSetMs: sql<number>`coalesce(${millis(staff.passwordSetAt)}, ${millis(staff.createdAt)})`,
      codeUntilMs: millis(staff.codeUntil),
      factor: staffFactors.sealed,
      lastStep: staffFactors.lastStep,
    })
    .from(staff)
    .innerJoin(agencies, eq(agencies.id, staff.agencyId))
    .leftJoin(staffFactors, eq(staffFactors.staffId, staff.id));

export type SigningRow = Awaited<ReturnType<typeof signingOf>>[number];

export const findSigning = async (db: Db, agencyCode: string, name: string) =>
  (await signingOf(db).where(and(eq(agencies.code, agencyCode), eq(staff.name, name))))[0];

export const findSigningById = async (db: Db, id: string) => (await signingOf(db).where(eq(staff.id, id)))[0];

export const findProvided = async (db: Db, subject: string) =>
  (await db.select({ id: staff.id }).from(staff).where(eq(staff.providerSubject, subject)))[0];

// Gives nothing where the person stands for another account of the provider already.
export const keepProviderSubject = async (tx: Db, id: string, subject: string): Promise<boolean> => {
  const [person] = await tx
    .select({ subject: staff.providerSubject })
    .from(staff)
    .where(eq(staff.id, id))
    .for('update');
  return person?.subject === null && changeStaff(tx, id, { providerSubject: subject });
};

// Several who change the same person at once do so one after another.
export const lockPerson = async (tx: Db, id: string) => {
  await tx.select({ id: staff.id }).from(staff).where(eq(staff.id, id)).for('update');
  return findSigningById(tx, id);
};

export const findPerson = async (db: Db, id: string) =>
  (
    await db
      .select({
        id: staff.id,
        name: staff.name,
        roles: staff.roles,
        disabledAt: staff.disabledAt,
        agencyId: staff.agencyId,
        agency: agencies.code,
      })
      .from(staff)
      .innerJoin(agencies, eq(agencies.id, staff.agencyId))
      .where(eq(staff.id, id))
  )[0];

// The newest first.
export const earlierPasswords = async (db: Db, staffId: string, count: number): Promise<string[]> =>
  (
    await db
      .select({ hash: staffPasswords.passwordHash })
      .from(staffPasswords)
      .where(eq(staffPasswords.staffId, staffId))
      .orderBy(desc(staffPasswords.id))
      .limit(count)
  ).map(({ hash }) => hash);

export const replacePassword = async (
  tx: Db,
  {
    staffId,
    passwordHash,
    at,
    codeUntil,
  }: { staffId: string; passwordHash: string; at: string; codeUntil: string | null },
) => {
  const [before] = await tx
    .select({ hash: staff.passwordHash, codeUntil: staff.codeUntil })
    .from(staff)
    .where(eq(staff.id, staffId));
  // A one-time code was never a password.
  if (before && before.codeUntil === null)
    await tx.insert(staffPasswords).values({ staffId, passwordHash: before.hash, replacedAt: at });
  await changeStaff(tx, staffId, { passwordHash, passwordSetAt: at, codeUntil });
};
