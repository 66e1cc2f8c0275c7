import { and, eq, lt, sql } from 'drizzle-orm';
import type { Db } from '../../platform/door/db.ts';
import { type StepKind, signInSteps, staffFactors, staffRecoveryCodes } from './second-factor.table.ts';

type Step = { tokenHash: string; staffId: string; kind: StepKind; sealed: Uint8Array | null };

export const insertStep = (tx: Db, step: Step) => tx.insert(signInSteps).values(step);

export const findStep = async (db: Db, tokenHash: string): Promise<Step | undefined> =>
  (
    await db
      .select({
        tokenHash: signInSteps.tokenHash,
        staffId: signInSteps.staffId,
        kind: signInSteps.kind,
        sealed: signInSteps.sealed,
      })
      .from(signInSteps)
      .where(and(eq(signInSteps.tokenHash, tokenHash), sql`${signInSteps.validUntil} > now()`))
  )[0];

// Two may hold the same token; one takes it.
export const takeStep = async (tx: Db, tokenHash: string): Promise<boolean> =>
  (
    await tx
      .delete(signInSteps)
      .where(eq(signInSteps.tokenHash, tokenHash))
      .returning({ kind: signInSteps.kind })
  ).length > 0;

export const dropStepsOf = (tx: Db, staffId: string) =>
  tx.delete(signInSteps).where(eq(signInSteps.staffId, staffId));

// Only the first use of a code counts: a later step, or none.
export const spendTimeCode = async (tx: Db, staffId: string, step: number): Promise<boolean> =>
  (
    await tx
      .update(staffFactors)
      .set({ lastStep: step })
      .where(and(eq(staffFactors.staffId, staffId), lt(staffFactors.lastStep, step)))
      .returning({ staffId: staffFactors.staffId })
  ).length > 0;

export const spendRecoveryCode = async (tx: Db, staffId: string, codeHash: string): Promise<boolean> =>
  (
    await tx
      .delete(staffRecoveryCodes)
      .where(and(eq(staffRecoveryCodes.staffId, staffId), eq(staffRecoveryCodes.codeHash, codeHash)))
      .returning({ staffId: staffRecoveryCodes.staffId })
  ).length > 0;

export const keepRecoveryCodes = async (tx: Db, staffId: string, hashes: readonly string[]) => {
  await tx.delete(staffRecoveryCodes).where(eq(staffRecoveryCodes.staffId, staffId));
  await tx.insert(staffRecoveryCodes).values(hashes.map((codeHash) => ({ staffId, codeHash })));
};

export const keepFactor = (tx: Db, factor: typeof staffFactors.$inferInsert) =>
  tx.insert(staffFactors).values(factor).onConflictDoUpdate({ target: staffFactors.staffId, set: factor });

export const removeFactor = async (tx: Db, staffId: string): Promise<boolean> => {
  await tx.delete(staffRecoveryCodes).where(eq(staffRecoveryCodes.staffId, staffId));
  const gone = await tx
    .delete(staffFactors)
    .where(eq(staffFactors.staffId, staffId))
    .returning({ staffId: staffFactors.staffId });
  return gone.length > 0;
};

export const countRecoveryCodes = (db: Db, staffId: string) =>
  db.$count(staffRecoveryCodes, eq(staffRecoveryCodes.staffId, staffId));

export const factorSince = async (db: Db, staffId: string): Promise<string | null> =>
  (
    await db
      .select({ at: staffFactors.enrolledAt })
      .from(staffFactors)
      .where(eq(staffFactors.staffId, staffId))
  )[0]?.at ?? null;
