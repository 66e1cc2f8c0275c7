import { and, desc, eq, getTableColumns, isNull, lt, lte, or, sql } from 'drizzle-orm';
import type { Db } from '../../platform/door/db.ts';
import { utcSeconds } from '../../platform/door/utc-text.ts';
import { agencies } from '../agencies/agency.table.ts';
import { apiKeys } from './key.table.ts';

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

export const findKey = async (db: Db, id: string) =>
  (
    await db
      .select({ ...getTableColumns(apiKeys), agency: agencies.code })
      .from(apiKeys)
      .innerJoin(agencies, eq(agencies.id, apiKeys.agencyId))
      .where(eq(apiKeys.id, id))
  )[0];

// Held until the end of the transaction: two who replace one key do so one after the other.
export const holdKey = async (tx: Db, id: string) =>
  (await tx.select().from(apiKeys).where(eq(apiKeys.id, id)).for('update'))[0];

// Never later than before.
export const endKeyBy = (tx: Db, id: string, at: string) =>
  tx
    .update(apiKeys)
    .set({ expiresAt: at })
    .where(
      and(eq(apiKeys.id, id), or(isNull(apiKeys.expiresAt), sql`${apiKeys.expiresAt} > ${at}::timestamptz`)),
    );

const replacedBy = sql<
  string | null
>`(select r.id::text from api_keys r where r.replaces = ${apiKeys.id} limit 1)`;
const { keyHash: _hash, agencyId: _agency, ...told } = getTableColumns(apiKeys);
const columns = {
  ...told,
  issuedAt: utcSeconds(apiKeys.issuedAt),
  expiresAt: utcSeconds(apiKeys.expiresAt),
  revokedAt: utcSeconds(apiKeys.revokedAt),
  lastUsedAt: utcSeconds(apiKeys.lastUsedAt),
  replacedBy,
  agency: agencies.code,
  agencyName: agencies.name,
};

type Page = { agency?: string | undefined; after: string | undefined; limit: number };

export const listKeyRows = (db: Db, { agency, after, limit }: Page) =>
  db
    .select(columns)
    .from(apiKeys)
    .innerJoin(agencies, eq(agencies.id, apiKeys.agencyId))
    .where(
      and(
        agency === undefined ? undefined : eq(agencies.code, agency),
        after === undefined ? undefined : lt(apiKeys.id, after),
      ),
    )
    // A number tells when it was drawn: the newest first.
    .orderBy(desc(apiKeys.id))
    .limit(limit + 1);

/** Keys of one agency that still work and end by then, and have no successor. */
export const countEnding = async (db: Db, agencyId: number, { now, by }: { now: string; by: string }) =>
  db.$count(
    apiKeys,
    and(
      eq(apiKeys.agencyId, agencyId),
      isNull(apiKeys.revokedAt),
      lte(apiKeys.expiresAt, by),
      sql`${apiKeys.expiresAt} > ${now}::timestamptz`,
      sql`${replacedBy} is null`,
    ),
  );
