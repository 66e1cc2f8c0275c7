import { type About, act, permit } from './act.ts';
import { type AuditLine, auditInsert, auditParams } from './audit-line.ts';
import { bound, type Db, type Param, rows, type Statement } from './db.ts';
import type { Ctx } from './deps.ts';
import { gather } from './gather.ts';
import type { Permission } from './permissions.ts';

// What many small looks at once come to: an answer and an audit part for each, and one `with a as (…), b as (…)` that keeps them.
export type Decided<O> = {
  answers: readonly { value: O; audit: About }[];
  write: { text: string; params: readonly Param[] };
};

export type Group<I, O> = {
  action: Permission;
  most: number;
  decide(run: Statement, members: readonly { ctx: Ctx; item: I }[]): Promise<Decided<O>>;
};

// act()'s sibling: concurrent looks share one read, one write and one commit, and the write always carries their audit lines.
// A look that must be repeatable (Idempotency-Key) goes through act() alone.
export const actTogether = <I, O>(ctx: Ctx, group: Group<I, O>, item: I): Promise<O> => {
  permit(ctx, group.action);
  if (ctx.idempotency) return alone(ctx, group, item);
  return gather<{ ctx: Ctx; item: I }, O>(ctx.statement, group, group.most, (members, makeRoom) =>
    together(group, members, makeRoom),
  )({ ctx, item });
};

const together = async <I, O>(
  group: Group<I, O>,
  members: readonly { ctx: Ctx; item: I }[],
  makeRoom: () => void,
): Promise<readonly O[]> => {
  const run = members[0]?.ctx.quick as Statement;
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
  const kept = run(`${write.text} ${auditInsert(write.params.length + 1)}`, [
    ...write.params,
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
    await run(`${write.text} select 1`, write.params);
    const [answer] = answers as [{ value: O; audit: About }];
    return { value: answer.value, audit: answer.audit, events: [] };
  });

const statementOver =
  (tx: Db): Statement =>
  (text, params) =>
    rows(tx, bound(text, params));
