import { and, eq } from 'drizzle-orm';
import { Problem } from '../../kernel/problems.ts';
import { idempotencyKeys } from './answer.table.ts';
import type { Db } from './db.ts';
import type { Ctx, Deps } from './deps.ts';
import { holdKeyed } from './named-locks.ts';
import type { Permission } from './permissions.ts';

const purposeOf = (ctx: Ctx, action: Permission) => `answer:${ctx.actor.agency?.id ?? 0}:${action}`;

// The first answer to an Idempotency-Key, encrypted. A repeat with another body is refused.
export const earlierAnswer = async <T>(
  ctx: Ctx,
  action: Permission,
  tx: Db,
): Promise<{ value: T; by: string | null } | undefined> => {
  if (!ctx.idempotency) return undefined;
  const { key, requestHash } = ctx.idempotency;
  const agency = ctx.actor.agency?.id ?? 0;
  // The lock makes a simultaneous repeat wait for the first to commit.
  await holdKeyed(tx, `${agency}:${key}`);
  const [kept] = await tx
    .select({
      requestHash: idempotencyKeys.requestHash,
      answer: idempotencyKeys.answer,
      by: idempotencyKeys.actor,
    })
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.agencyId, agency), eq(idempotencyKeys.key, key)));
  if (!kept) return undefined;
  if (kept.requestHash !== requestHash) throw new Problem('idempotency.reused');
  const value = JSON.parse(await ctx.vault.openText(kept.answer, purposeOf(ctx, action))) as T;
  return { value, by: kept.by };
};

export const keepAnswer = async (ctx: Ctx, action: Permission, tx: Db, value: unknown) => {
  if (!ctx.idempotency) return;
  const answer = await ctx.vault.seal(JSON.stringify(value ?? null), purposeOf(ctx, action));
  await tx.insert(idempotencyKeys).values({
    ...ctx.idempotency,
    agencyId: ctx.actor.agency?.id ?? 0,
    actor: ctx.actor.by,
    answer,
    createdAt: ctx.clock.now().toISOString(),
  });
};

const KEPT_FOR_HOURS = 24;

// The first answer to an Idempotency-Key is kept for a day; afterwards the key may be used again.
export const forgetAnswers = async ({ statement, clock }: Deps): Promise<void> => {
  const before = new Date(clock.now().getTime() - KEPT_FOR_HOURS * 3_600_000);
  await statement(`delete from idempotency_keys where created_at <= $1::text::timestamptz`, [
    before.toISOString(),
  ]);
};
