import { and, asc, eq, getTableColumns, gt, ne, sql } from 'drizzle-orm';
import { agencies } from '../../access/agencies/agency.table.ts';
import { type Db, rows } from '../../platform/door/db.ts';
import type { Vault } from '../../platform/keys/vault.ts';
import { type DropSourceRow, dropSources, type PollResult } from './drop-source.table.ts';

export type SourceCredentials = { accessKeyId: string; secretAccessKey: string };

const {
  sealedCredentials: _sealed,
  createdBy: _by,
  leaseToken: _token,
  leaseUntil: _until,
  ...shown
} = getTableColumns(dropSources);
const columns = { ...shown, agency: agencies.code };
const isItsAgency = eq(agencies.id, dropSources.agencyId);

const purposeOf = (id: string) => `drop-source:${id}`;
const seal = (vault: Vault, id: string, credentials: SourceCredentials) =>
  vault.seal(JSON.stringify(credentials), purposeOf(id));

export const findSource = async (db: Db, id: string): Promise<DropSourceRow | undefined> =>
  (
    await db.select(columns).from(dropSources).innerJoin(agencies, isItsAgency).where(eq(dropSources.id, id))
  )[0];

export const listSources = (
  db: Db,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<DropSourceRow[]> =>
  db
    .select(columns)
    .from(dropSources)
    .innerJoin(agencies, isItsAgency)
    .where(after === undefined ? undefined : gt(dropSources.id, after))
    .orderBy(asc(dropSources.id))
    .limit(limit + 1);

type NewSource = Omit<typeof dropSources.$inferInsert, 'sealedCredentials'> & {
  credentials: SourceCredentials | undefined;
};

// Gives false where another source looks at that place already.
export const insertSource = async (
  db: Db,
  vault: Vault,
  { credentials, ...source }: NewSource,
): Promise<boolean> => {
  const sealedCredentials = credentials ? await seal(vault, source.id, credentials) : null;
  const added = await db
    .insert(dropSources)
    .values({ ...source, sealedCredentials })
    .onConflictDoNothing({ target: [dropSources.kind, dropSources.location] })
    .returning({ id: dropSources.id });
  return added.length > 0;
};

export const isPlaceTaken = async (db: Db, { id, kind, location }: DropSourceRow): Promise<boolean> => {
  const others = await db
    .select({ id: dropSources.id })
    .from(dropSources)
    .where(and(eq(dropSources.kind, kind), eq(dropSources.location, location), ne(dropSources.id, id)));
  return others.length > 0;
};

type SourceChange = Partial<Pick<DropSourceRow, 'isPaused' | 'mode' | 'location' | 'region'>> & {
  credentials?: SourceCredentials | undefined;
};

export const changeSource = async (
  db: Db,
  vault: Vault,
  id: string,
  { credentials, ...change }: SourceChange,
): Promise<void> => {
  const sealed = credentials && { sealedCredentials: await seal(vault, id, credentials) };
  await db
    .update(dropSources)
    .set({ ...change, ...sealed })
    .where(eq(dropSources.id, id));
};

export const deleteSource = (db: Db, id: string) => db.delete(dropSources).where(eq(dropSources.id, id));

export const openCredentials = async (db: Db, vault: Vault, id: string): Promise<SourceCredentials> => {
  const [found] = await db
    .select({ sealed: dropSources.sealedCredentials })
    .from(dropSources)
    .where(eq(dropSources.id, id));
  if (!found?.sealed) throw new Error('the keys of a bucket are gone');
  return JSON.parse(await vault.openText(found.sealed, purposeOf(id))) as SourceCredentials;
};

export type PollTurn = { id: string; token: string };

// By the database's clock: that of a process may be wrong, and the process dead when the others wait for it.
const turnEnd = sql`clock_timestamp() + interval '60 seconds'`;

/** The instant at which a round begins, as exact as the database has it. */
export const roundStart = async (db: Db): Promise<string> => {
  const [read] = await rows<{ at: string }>(db, sql`select clock_timestamp()::text as at`);
  if (!read) throw new Error('a database that tells no time');
  return read.at;
};

// One process looks at a source, once a round. A source whose process was cut off waits for the next round. A
// look from the future is of a clock that was wrong.
export const claimSource = async (
  db: Db,
  { token, notSince }: { token: string; notSince: string },
): Promise<DropSourceRow | undefined> => {
  const free = sql`(
    select o.id from drop_sources o
    where not o.is_paused
      and (o.lease_until is null or o.lease_until not between clock_timestamp() and ${turnEnd})
      and (o.last_polled_at is null or o.last_polled_at not between ${notSince}::timestamptz and clock_timestamp())
    order by o.last_polled_at nulls first, o.id
    limit 1
    for update skip locked)`;
  const claimed = await db
    .update(dropSources)
    .set({ leaseToken: token, leaseUntil: turnEnd, lastPolledAt: sql`clock_timestamp()` })
    .from(agencies)
    .where(and(isItsAgency, sql`${dropSources.id} = ${free}`))
    .returning(columns);
  return claimed[0];
};

const isHeld = (turn: PollTurn) => and(eq(dropSources.id, turn.id), eq(dropSources.leaseToken, turn.token));

export const extendTurn = async (db: Db, turn: PollTurn): Promise<boolean> => {
  const { id } = dropSources;
  const held = await db
    .update(dropSources)
    .set({ leaseUntil: turnEnd })
    .where(isHeld(turn))
    .returning({ id });
  return held.length > 0;
};

export const endTurn = (db: Db, turn: PollTurn, lastResult: PollResult) =>
  db.update(dropSources).set({ leaseToken: null, leaseUntil: null, lastResult }).where(isHeld(turn));
