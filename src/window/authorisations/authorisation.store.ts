import { and, desc, eq, isNull, lt, sql } from 'drizzle-orm';
import { agencies } from '../../access/agencies/agency.table.ts';
import type { Db } from '../../platform/door/db.ts';
import { utcMillis } from '../../platform/door/utc-text.ts';
import { authorisations } from './authorisation.table.ts';

const columns = {
  id: authorisations.id,
  agencyId: authorisations.agencyId,
  agency: agencies.name,
  subjectType: authorisations.subjectType,
  lookup: authorisations.lookup,
  purpose: authorisations.purpose,
  validFrom: authorisations.validFrom,
  validUntil: authorisations.validUntil,
  scanType: authorisations.scanType,
  byteCount: authorisations.byteCount,
  digest: authorisations.digest,
  hasScan: sql<boolean>`${authorisations.sealedScan} is not null`,
  recordedAt: utcMillis(authorisations.recordedAt),
  recordedBy: authorisations.recordedBy,
  withdrawnAt: utcMillis(authorisations.withdrawnAt),
};
const lines = (db: Db) =>
  db.select(columns).from(authorisations).innerJoin(agencies, eq(agencies.id, authorisations.agencyId));
export type AuthorisationRow = Awaited<ReturnType<typeof lines>>[number];

type Whose = { id: string; agencyId: number | null };
const owned = ({ id, agencyId }: Whose) =>
  and(eq(authorisations.id, id), agencyId === null ? undefined : eq(authorisations.agencyId, agencyId));

export const insertAuthorisation = (tx: Db, row: typeof authorisations.$inferInsert) =>
  tx.insert(authorisations).values(row);

/** Another agency's authorisation is none. */
export const findAuthorisation = async (db: Db, whose: Whose): Promise<AuthorisationRow | undefined> =>
  (await lines(db).where(owned(whose)))[0];

type Page = { agencyId: number | null; before: string | undefined; limit: number };
export const listAuthorisationRows = async (db: Db, { agencyId, before, limit }: Page) =>
  lines(db)
    .where(
      and(
        agencyId === null ? undefined : eq(authorisations.agencyId, agencyId),
        before === undefined ? undefined : lt(authorisations.id, before),
      ),
    )
    .orderBy(desc(authorisations.id))
    .limit(limit);

export const sealedScanOf = async (db: Db, id: string): Promise<Uint8Array | null> =>
  (
    await db
      .select({ sealed: authorisations.sealedScan })
      .from(authorisations)
      .where(eq(authorisations.id, id))
  )[0]?.sealed ?? null;

/** False where it was withdrawn before. */
export const endAuthorisation = async (tx: Db, { id, at, by }: { id: string; at: string; by: string }) =>
  (
    await tx
      .update(authorisations)
      .set({ withdrawnAt: at, withdrawnBy: by })
      .where(and(eq(authorisations.id, id), isNull(authorisations.withdrawnAt)))
      .returning({ id: authorisations.id })
  ).length > 0;

export const dropScansBefore = (db: Db, day: string) =>
  db.execute(sql`update authorisations set sealed_scan = null
    where sealed_scan is not null
      and least(valid_until, (withdrawn_at at time zone 'Asia/Shanghai')::date) < ${day}::date`);
