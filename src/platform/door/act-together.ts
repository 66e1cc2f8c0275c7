import type { Problem } from '../../kernel/problems.ts';
import { type About, act, permit } from './act.ts';
import { type AuditLine, auditInsert, auditParams } from './audit-line.ts';
import { isOfAll } from './database-faults.ts';
import type { Param, Statement } from './db.ts';
import type { Ctx } from './deps.ts';
import { gather } from './gather.ts';
import type { LookQuota } from './look-quotas.rules.ts';
import type { Permission } from './permissions.ts';
import { spendLook, spendLookIn, spendLooks } from './spend-looks.ts';
import { statementOver } from './statement-over.ts';

// One look's part: its answer and what the audit says of it, or why it is refused; a refused look leaves no
// line.
type Part<O> = { value: O; audit: About } | { refusal: Problem };

// The result of many small looks at once: a part for each, and one `with a as (…), b as (…)` that keeps the
// answers.
export type Decided<O> = {
  answers: readonly Part<O>[];
  // Null where a look leaves its audit line and nothing else.
  write: { text: string; params: readonly Param[] } | null;
};

export type Group<I, O> = {
  action: Permission;
  most: number;
  // A group whose reads may be long goes beside the quick line, in which checks stand.
  line?: 'statement';
  // The quota of a person's looks that one of these is counted in.
  quotaOf(item: I): LookQuota;
  decide(run: Statement, members: readonly { ctx: Ctx; item: I }[]): Promise<Decided<O>>;
};

// act()'s sibling: concurrent looks share one read, one write and one commit, and the write always carries
// their audit lines. A look that must be repeatable (Idempotency-Key) goes through act() alone.
export const actTogether = async <I, O>(ctx: Ctx, group: Group<I, O>, item: I): Promise<O> => {
  permit(ctx, group.action);
  if (ctx.idempotency) return alone(ctx, group, item);
  await spendLook(ctx, group.quotaOf(item));
  const settled = await gather<{ ctx: Ctx; item: I }, Settled<O>>(
    ctx.statement,
    group,
    group.most,
    (members, makeRoom) =>
      together(members[0]?.ctx[group.line ?? 'quick'] as Statement, group, { members, makeRoom }),
  )({ ctx, item });
  if ('cause' in settled) throw settled.cause;
  return settled.value;
};

export type Settled<T, C = unknown> = { value: T } | { cause: C };

const LANES = 2;
const IN_A_LANE = 1000;

/** A list of one asker's looks, those over the quota refused in their places. */
export const actOnMany = async <I, O>(
  ctx: Ctx,
  group: Group<I, O>,
  { items, quota }: { items: readonly I[]; quota: LookQuota },
): Promise<readonly Settled<O>[]> => {
  permit(ctx, group.action);
  const refusals = await spendLooks(ctx, quota, items.length);
  if (!refusals) return inLanes(ctx, group, items);
  const answers = await inLanes(
    ctx,
    group,
    items.filter((_, place) => !refusals[place]),
  );
  let next = 0;
  return refusals.map((cause) => (cause ? { cause } : (answers[next++] as Settled<O>)));
};

// A long list of one asker's looks, beside the line in which single ones stand. If a chunk fails, each of its
// members is tried alone; what then fails is its own answer. Where the database went, or has no room, the
// whole list ends.
const inLanes = async <I, O>(
  ctx: Ctx,
  group: Group<I, O>,
  items: readonly I[],
): Promise<readonly Settled<O>[]> => {
  const answers: Settled<O>[] = [];
  const work = async (from: number, count: number): Promise<void> => {
    const members = items.slice(from, from + count).map((item) => ({ ctx, item }));
    try {
      const settled = await together(ctx.statement, group, { members, makeRoom: () => {} });
      for (const [place, one] of settled.entries()) answers[from + place] = one;
    } catch (cause) {
      if (isOfAll(cause)) throw cause;
      if (count === 1) answers[from] = { cause };
      else for (let place = from; place < from + members.length; place++) await work(place, 1);
    }
  };
  let next = 0;
  const lane = async () => {
    while (next < items.length) {
      const from = next;
      next += IN_A_LANE;
      await work(from, IN_A_LANE);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return answers;
};

const together = async <I, O>(
  run: Statement,
  group: Group<I, O>,
  { members, makeRoom }: { members: readonly { ctx: Ctx; item: I }[]; makeRoom: () => void },
): Promise<readonly Settled<O>[]> => {
  const { answers, write } = await group.decide(run, members);
  const settled = answers.map((part) =>
    'refusal' in part ? { cause: part.refusal } : { value: part.value },
  );
  const lines = answers.flatMap((part, place): AuditLine[] => {
    const { ctx } = members[place] as { ctx: Ctx };
    return 'refusal' in part ? [] : [lineOf(ctx, group.action, part.audit)];
  });
  if (lines.length === 0) return settled;
  const params = write?.params ?? [];
  const kept = run(`${write?.text ?? ''} ${auditInsert(params.length + 1)}`, [
    ...params,
    ...auditParams(lines),
  ]);
  makeRoom();
  await kept;
  return settled;
};

const lineOf = (ctx: Ctx, action: Permission, about: About): AuditLine => ({
  at: ctx.clock.now(),
  actor: ctx.actor,
  requestId: ctx.requestId,
  action,
  about,
});

const alone = <I, O>(ctx: Ctx, group: Group<I, O>, item: I): Promise<O> =>
  act(ctx, group.action, async (tx) => {
    await spendLookIn(tx, ctx, group.quotaOf(item));
    const run = statementOver(tx);
    const { answers, write } = await group.decide(run, [{ ctx, item }]);
    const [answer] = answers as [Part<O>];
    if ('refusal' in answer) throw answer.refusal;
    if (write) await run(`${write.text} select 1`, write.params);
    return { value: answer.value, audit: answer.audit, events: [] };
  });
