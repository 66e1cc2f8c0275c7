import { addDays, type Day, dayOf } from '../../kernel/day.ts';
import type { Problem } from '../../kernel/problems.ts';
import type { Db, Statement } from './db.ts';
import type { Ctx, Deps } from './deps.ts';
import { gather } from './gather.ts';
import { addLooks, dropLooksBefore, giveBackLooks, readKeysCounted } from './look-counts.ts';
import { isWithinQuota, type LookQuota, lookQuotas, quotaExceeded, quotaKey } from './look-quotas.rules.ts';
import { renewedAhead } from './renewed-ahead.ts';
import { statementOver } from './statement-over.ts';

type Look = { actor: string; quota: LookQuota };
const sameAs = (one: Look) => `${one.actor}\n${quotaKey(one.quota)}`;

const keysCounted = new WeakMap<object, boolean>();

// Keys are counted only where the city set it. Nobody waits for this reading: the last one stands.
const areKeysCounted = ({ statement, clock }: Pick<Ctx, 'statement' | 'clock'>): boolean => {
  const now = clock.now();
  const read = () => readKeysCounted(statement, dayOf(now), 'quota.keys');
  void renewedAhead({ owner: statement, key: 'quota.keys', now }, { read, readBeside: read }).then(
    (counted) => keysCounted.set(statement, counted),
    () => {},
  );
  return keysCounted.get(statement) ?? false;
};

const isCounted = (ctx: Pick<Ctx, 'actor' | 'statement' | 'clock'>): boolean =>
  ctx.actor.by.startsWith('staff:') || (ctx.actor.by.startsWith('key:') && areKeysCounted(ctx));

// One addition for all; null for a look within its quota, else its refusal. By the registry's day.
const spend = async (
  run: Statement,
  now: Date,
  looks: readonly Look[],
): Promise<readonly (Problem | null)[]> => {
  const day = dayOf(now);
  const asked = new Map<string, number>();
  const nth = looks.map((look) => {
    const place = (asked.get(sameAs(look)) ?? 0) + 1;
    asked.set(sameAs(look), place);
    return place;
  });
  const addedOf = (counts: ReadonlyMap<string, number>) =>
    [...counts].map(([same, n]) => {
      const [actor = '', quota = ''] = same.split('\n');
      return { actor, quota, n };
    });
  const sums = new Map(
    (await addLooks(run, day, addedOf(asked))).map((sum) => [`${sum.actor}\n${sum.quota}`, sum]),
  );
  const refusals = looks.map((look, place) => {
    const sum = sums.get(sameAs(look));
    const before = (sum?.looks ?? 0) - (asked.get(sameAs(look)) ?? 0);
    const most = sum?.most ?? lookQuotas[look.quota].most;
    return isWithinQuota(before + (nth[place] ?? 1), most) ? null : quotaExceeded(look.quota, now);
  });
  const refused = new Map<string, number>();
  for (const [place, look] of looks.entries())
    if (refusals[place]) refused.set(sameAs(look), (refused.get(sameAs(look)) ?? 0) + 1);
  if (refused.size > 0) await giveBackLooks(run, day, addedOf(refused));
  return refusals;
};

const MOST = 256;
const together = { name: 'look-counts' };

/** A look outside any transaction: those of one moment are added together, each refused by itself. */
export const spendLook = async (ctx: Ctx, quota: LookQuota): Promise<void> => {
  if (!isCounted(ctx)) return;
  const refusal = await gather<Look & { now: Date }, Problem | null>(ctx.statement, together, MOST, (looks) =>
    spend(ctx.statement, (looks[0] ?? { now: ctx.clock.now() }).now, looks),
  )({ actor: ctx.actor.by, quota, now: ctx.clock.now() });
  if (refusal) throw refusal;
};

/** The same within a look's own transaction. */
export const spendLookIn = async (tx: Db, ctx: Ctx, quota: LookQuota): Promise<void> => {
  if (!isCounted(ctx)) return;
  const [refusal] = await spend(statementOver(tx), ctx.clock.now(), [{ actor: ctx.actor.by, quota }]);
  if (refusal) throw refusal;
};

/** Many looks of one asker, in one addition: those that the quota still holds come first. */
export const spendLooks = async (
  ctx: Ctx,
  quota: LookQuota,
  count: number,
): Promise<readonly (Problem | null)[] | null> => {
  if (!isCounted(ctx) || count === 0) return null;
  const look = { actor: ctx.actor.by, quota };
  const refusals = await spend(
    ctx.statement,
    ctx.clock.now(),
    Array.from({ length: count }, () => look),
  );
  return refusals.some(Boolean) ? refusals : null;
};

const KEPT_DAYS = 30;
export const forgetLookCounts = async ({ statement, clock }: Deps): Promise<void> => {
  const today: Day = dayOf(clock.now());
  await dropLooksBefore(statement, addDays(today, -KEPT_DAYS));
};
