import { and, asc, desc, eq, getTableColumns, lt, sql } from 'drizzle-orm';
import { agencies } from '../../access/agencies/agency.table.ts';
import type { Day } from '../../kernel/day.ts';
import { type Db, rows } from '../../platform/door/db.ts';
import { utcMillis, utcSeconds } from '../../platform/door/utc-text.ts';
import { promiseMoves } from '../statistics/promise-move.table.ts';
import type { CommitmentState } from './commitment.rules.ts';
import { commitmentLinks, commitmentSignatures, commitments } from './commitment.table.ts';

export type CommitmentRow = typeof commitments.$inferSelect & { agencyName: string };
export type SignatureRow = typeof commitmentSignatures.$inferSelect;

// The sixth figures of a number; it goes round after a million, and the day before it keeps numbers apart.
const GIVEN = sql`select ((nextval('commitment_sequence') - 1) % 999999 + 1)::int as given`;
export const nextSequence = async (tx: Db): Promise<number> =>
  (await rows<{ given: number }>(tx, GIVEN))[0]?.given ?? 1;

// Gives nothing when the check has borne a promise before.
export const insertCommitment = async (tx: Db, row: typeof commitments.$inferInsert): Promise<boolean> => {
  const made = await tx
    .insert(commitments)
    .values(row)
    .onConflictDoNothing({ target: commitments.checkNo })
    .returning(counted);
  await noteStates(tx, made);
  return made.length > 0;
};

const counted = {
  no: commitments.no,
  state: commitments.state,
  agencyId: commitments.agencyId,
  matter: commitments.matter,
  at: utcMillis(commitments.movedAt),
};
type Counted = Pick<CommitmentRow, 'no' | 'state' | 'agencyId' | 'matter'> & { at: string };

// Each state that a promise comes to counts once in the figures of the month; one whose decision was undone is
// handled as before, and is not counted as handled again.
const noteStates = async (tx: Db, moved: readonly Counted[], isReopened = false) => {
  if (moved.length === 0) return;
  const eventOf = (state: CommitmentState) =>
    isReopened ? ('commitment.reopened' as const) : (`commitment.${state}` as const);
  await tx.insert(promiseMoves).values(moved.map(({ state, ...of }) => ({ ...of, event: eventOf(state) })));
};

const select = (db: Db) =>
  db
    .select({
      ...getTableColumns(commitments),
      draftedAt: utcMillis(commitments.draftedAt),
      movedAt: utcMillis(commitments.movedAt),
      agencyName: agencies.name,
    })
    .from(commitments)
    .innerJoin(agencies, eq(agencies.id, commitments.agencyId));

export const findCommitment = async (db: Db, no: string): Promise<CommitmentRow | undefined> =>
  (await select(db).where(eq(commitments.no, no)))[0];

// A second hand waits here, and then reads what the first has done.
export const holdCommitment = (tx: Db, no: string) =>
  tx.select({ no: commitments.no }).from(commitments).where(eq(commitments.no, no)).for('update');

export const holdStaleDrafts = async (tx: Db, today: Day, atOnce: number): Promise<string[]> =>
  (
    await tx
      .select({ no: commitments.no })
      .from(commitments)
      .where(and(eq(commitments.state, 'draft'), lt(commitments.madeOn, today)))
      .orderBy(asc(commitments.no))
      .limit(atOnce)
      .for('update', { skipLocked: true })
  ).map(({ no }) => no);

type Search = {
  agencyId: number | null;
  state: CommitmentState | undefined;
  before: readonly [string, string] | undefined;
  limit: number;
};
export const searchCommitments = (
  db: Db,
  { agencyId, state, before, limit }: Search,
): Promise<CommitmentRow[]> =>
  select(db)
    .where(
      and(
        agencyId === null ? undefined : eq(commitments.agencyId, agencyId),
        state && eq(commitments.state, state),
        before &&
          sql`(${commitments.draftedAt}, ${commitments.no}) < (${before[0]}::timestamptz, ${before[1]}::text)`,
      ),
    )
    .orderBy(desc(commitments.draftedAt), desc(commitments.no))
    .limit(limit);

type Moved = Pick<typeof commitments.$inferInsert, 'state' | 'movedAt' | 'movedBy' | 'despite'>;
type Nobody = { name: null; shownCode: null; statement: null; sealed: null };
export const moveCommitmentTo = async (
  tx: Db,
  no: string,
  moved: Moved,
  { nobody, isReopened }: { nobody?: Nobody; isReopened?: boolean } = {},
) => {
  const set = { ...moved, ...nobody };
  const of = await tx.update(commitments).set(set).where(eq(commitments.no, no)).returning(counted);
  await noteStates(tx, of, isReopened);
};

// An applicant who did not promise leaves no trace: not the text, not the signature, not the link.
export const forgetPromise = async (tx: Db, no: string, moved: Moved) => {
  await tx.delete(commitmentSignatures).where(eq(commitmentSignatures.commitmentNo, no));
  await closeLink(tx, no);
  const nobody = { name: null, shownCode: null, statement: null, sealed: null };
  await moveCommitmentTo(tx, no, moved, { nobody });
};

export const insertSignature = (tx: Db, row: typeof commitmentSignatures.$inferInsert) =>
  tx.insert(commitmentSignatures).values(row);

export const findSignature = async (db: Db, no: string): Promise<SignatureRow | undefined> =>
  (
    await db
      .select({ ...getTableColumns(commitmentSignatures), at: utcSeconds(commitmentSignatures.at) })
      .from(commitmentSignatures)
      .where(eq(commitmentSignatures.commitmentNo, no))
  )[0];

export const openLink = async (tx: Db, link: typeof commitmentLinks.$inferInsert) => {
  await closeLink(tx, link.commitmentNo);
  await tx.insert(commitmentLinks).values(link);
};

export const closeLink = (tx: Db, no: string) =>
  tx.delete(commitmentLinks).where(eq(commitmentLinks.commitmentNo, no));

export const findLink = async (db: Db, codeHash: string) =>
  (
    await db
      .select({ no: commitmentLinks.commitmentNo, expiresAt: utcMillis(commitmentLinks.expiresAt) })
      .from(commitmentLinks)
      .where(eq(commitmentLinks.codeHash, codeHash))
  )[0];
