import { and, asc, desc, eq, gt, lt, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { Db } from '../../platform/door/db.ts';
import { changeRow } from '../../platform/door/guarded-rows.ts';
import { utcSeconds } from '../../platform/door/utc-text.ts';
import { agencies } from '../agencies/agency.table.ts';
import { staffFactors } from '../sessions/second-factor.table.ts';
import { type GrantState, grants, staffHistory } from './people.table.ts';
import { staff } from './staff.table.ts';

export const addHistory = (tx: Db, step: typeof staffHistory.$inferInsert) =>
  tx.insert(staffHistory).values(step);

const changeStaff = (tx: Db, id: string, patch: Partial<typeof staff.$inferInsert>) =>
  changeRow(tx, 'staff', id, patch);

// The doer by name; the operator and a key by what the audit trail calls them.
const nameOf = (by: AnyPgColumn) =>
  sql<string>`coalesce((select a.name || ' ' || s.name from staff s join agencies a on a.id = s.agency_id
    where 'staff:' || s.id::text = ${by}), ${by})`;

const personOf = (db: Db) =>
  db
    .select({
      id: staff.id,
      agency: agencies.code,
      agencyName: agencies.name,
      name: staff.name,
      roles: staff.roles,
      disabledAt: utcSeconds(staff.disabledAt),
      hasFactor: sql<boolean>`${staffFactors.staffId} is not null`,
      createdAt: utcSeconds(staff.createdAt),
    })
    .from(staff)
    .innerJoin(agencies, eq(agencies.id, staff.agencyId))
    .leftJoin(staffFactors, eq(staffFactors.staffId, staff.id));

export type PersonRow = Awaited<ReturnType<typeof personOf>>[number];

export const readPerson = async (db: Db, id: string): Promise<PersonRow | undefined> =>
  (await personOf(db).where(eq(staff.id, id)))[0];

type PeopleQuery = { agency?: string | undefined; after: string | null; limit: number };

export const listPeopleRows = (db: Db, { agency, after, limit }: PeopleQuery) =>
  personOf(db)
    .where(
      and(
        agency === undefined ? undefined : eq(agencies.code, agency),
        after === null ? undefined : gt(staff.id, after),
      ),
    )
    .orderBy(asc(staff.id))
    .limit(limit);

export const historyOf = (db: Db, staffId: string) =>
  db
    .select({
      at: utcSeconds(staffHistory.at),
      by: nameOf(staffHistory.by),
      step: staffHistory.step,
      about: staffHistory.about,
    })
    .from(staffHistory)
    .where(eq(staffHistory.staffId, staffId))
    .orderBy(asc(staffHistory.id));

// Locked, so that of two who change a person's roles the later one sees what the first made of them.
export const lockRoles = async (tx: Db, id: string) =>
  (
    await tx
      .select({
        id: staff.id,
        name: staff.name,
        roles: staff.roles,
        agencyId: staff.agencyId,
        addedBy: staff.addedBy,
        isDisabled: sql<boolean>`${staff.disabledAt} is not null`,
      })
      .from(staff)
      .where(eq(staff.id, id))
      .for('update')
  )[0];

export const setRoles = (tx: Db, id: string, roles: readonly string[]) =>
  changeStaff(tx, id, { roles: [...roles] });

export const setDisabled = (tx: Db, id: string, at: string | null) => changeStaff(tx, id, { disabledAt: at });

// Gives nothing where the agency has somebody of that name.
export const moveTo = async (tx: Db, id: string, agencyId: number): Promise<boolean> => {
  const [person] = await tx.select({ name: staff.name }).from(staff).where(eq(staff.id, id));
  const [other] = await tx
    .select({ id: staff.id })
    .from(staff)
    .where(and(eq(staff.agencyId, agencyId), eq(staff.name, person?.name ?? '')));
  if (other) return false;
  return changeStaff(tx, id, { agencyId, roles: [] });
};

export const insertGrant = (tx: Db, grant: typeof grants.$inferInsert) => tx.insert(grants).values(grant);

const grantOf = (db: Db) =>
  db
    .select({
      id: grants.id,
      kind: grants.kind,
      staffId: grants.staffId,
      name: staff.name,
      agency: agencies.code,
      agencyName: agencies.name,
      agencyId: grants.agencyId,
      roles: grants.roles,
      keyAsked: grants.keyAsked,
      state: grants.state,
      askedBy: grants.askedBy,
      askedByName: nameOf(grants.askedBy),
      askedAt: utcSeconds(grants.askedAt),
      decidedByName: nameOf(grants.decidedBy),
      decidedAt: utcSeconds(grants.decidedAt),
    })
    .from(grants)
    .innerJoin(agencies, eq(agencies.id, grants.agencyId))
    .leftJoin(staff, eq(staff.id, grants.staffId));

export type GrantRow = Awaited<ReturnType<typeof grantOf>>[number];

export const findGrant = async (db: Db, id: string) => (await grantOf(db).where(eq(grants.id, id)))[0];

export const listGrantRows = (db: Db, { before, limit }: { before: string | null; limit: number }) =>
  grantOf(db)
    .where(before === null ? undefined : lt(grants.id, before))
    .orderBy(desc(grants.id))
    .limit(limit);

// Two may decide at once; one of them does.
export const settleGrant = async (
  tx: Db,
  id: string,
  { state, by, at }: { state: GrantState; by: string; at: string },
): Promise<boolean> =>
  (
    await tx
      .update(grants)
      .set({ state, decidedBy: by, decidedAt: at })
      .where(and(eq(grants.id, id), eq(grants.state, 'pending')))
      .returning({ id: grants.id })
  ).length > 0;

export const lapseGrantsOf = (tx: Db, staffId: string, { by, at }: { by: string; at: string }) =>
  tx
    .update(grants)
    .set({ state: 'lapsed', decidedBy: by, decidedAt: at })
    .where(and(eq(grants.staffId, staffId), eq(grants.state, 'pending')));
