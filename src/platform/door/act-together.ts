import { type About, act, permit } from './act.ts';
import { type AuditLine, auditInsert, auditParams } from './audit-line.ts';
import { bound, type Db, type Param, rows, type Statement } from './db.ts';
import type { Ctx } from './deps.ts';
import { gather } from './gather.ts';
import type { Permission } from './permissions.ts';

// The result of many small looks at once: an answer and an audit part for each, and one `with a as
// (…), b as (…)` that keeps them.
export type Decided<O> = {
  answers: readonly { value: O; audit: About }[];
  // Null where a look leaves its audit line and nothing else.
  write: { text: string; params: readonly Param[] } | null;
};

export type Group<I, O> = {
  action: Permission;
  most: number;
  // Whose reads may be long goes beside the quick line, in which checks stand.
  line?: 'statement';
  decide(run: Statement, members: readonly { ctx: Ctx; item: I }[]): Promise<Decided<O>>;
};

// act()'s sibling: concurrent looks share one read, one write and one commit, and the write always carries
// their audit lines. A look that must be repeatable (Idempotency-Key) goes through act() alone.
export const actTogether = <I, O>(ctx: Ctx, group: Group<I, O>, item: I): Promise<O> => {
  permit(ctx, group.action);
  if (ctx.idempotency) return alone(ctx, group, item);
  return gather<{ ctx: Ctx; item: I }, O>(ctx.statement, group, group.most, (members, makeRoom) =>
    together(members[0]?.ctx[group.line ?? 'quick'] as Statement, group, { members, makeRoom }),
  )({ ctx, item });
};

export type Settled<T> = { value: T } | { cause: unknown };

const LANES = 2;
const IN_A_LANE = 1000;

// A long list of one asker's looks, beside the line in which single ones stand. If a chunk fails, each of its
// members is tried alone; what then fails is its own answer.
export const actOnMany = async <I, O>(
  ctx: Ctx,
  group: Group<I, O>,
  items: readonly I[],
): Promise<readonly Settled<O>[]> => {
  permit(ctx, group.action);
  const answers: Settled<O>[] = [];
  const work = async (from: number, count: number): Promise<void> => {
    const members = items.slice(from, from + count).map((item) => ({ ctx, item }));
    try {
      const values = await together(ctx.statement, group, { members, makeRoom: () => {} });
      for (const [place, value] of values.entries()) answers[from + place] = { value };
    } catch (cause) {
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
): Promise<readonly O[]> => {
  const { answers, write } = await group.decide(run, members);
  const lines = answers.map(({ audit }, place): AuditLine => {
    const { ctx } = members[place] as { ctx: Ctx };
    return {
      at: ctx.clock.now(),
      actor: ctx.actor,
      requestId: ctx.requestId,
      action: group.action,
      about: audit,
    };
  });
  const params = write?.params ?? [];
  const kept = run(`${write?.text ?? ''} ${auditInsert(params.length + 1)}`, [
    ...params,
    ...auditParams(lines),
  ]);
  makeRoom();
  await kept;
  return answers.map(({ value }) => value);
};

const alone = <I, O>(ctx: Ctx, group: Group<I, O>, item: I): Promise<O> =>
  act(ctx, group.action, async (tx) => {
    const run = statementOver(tx);
    const { answers, write } = await group.decide(run, [{ ctx, item }]);
    if (write) await run(`${write.text} select 1`, write.params);
    const [answer] = answers as [{ value: O; audit: About }];
    return { value: answer.value, audit: answer.audit, events: [] };
  });

export const statementOver =
  (tx: Db): Statement =>
  (text, params) =>
    rows(tx, bound(text, params));
