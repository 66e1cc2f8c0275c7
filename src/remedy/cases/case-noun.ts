import { answersFor } from '../../access/agencies/answers-for.step.ts';
import { agencyServedBy, isRegistrar } from '../../access/reach.rules.ts';
import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { type About, look, permit } from '../../platform/door/act.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { cursors, page, readCursor } from '../../platform/web/page-cursor.ts';
import { isPastRetention } from '../../registry/records/record-view.store.ts';
import { type CaseKind, listCaseSteps } from './case.store.ts';
import type { Shown } from './case-out.rules.ts';
import type { CaseRow } from './case-rows.ts';
import { type BoardWish, type CaseWish, LAST_DAY } from './case-wish.ts';

// What a repair and a dispute have each of their own kind; what is done with them is the same.
export type CaseNoun<R extends CaseRow, Line> = {
  kind: CaseKind;
  find: (db: Db, id: number) => Promise<R | undefined>;
  search: (db: Db, wish: CaseWish) => Promise<R[]>;
  out: (row: R, today: string) => Line;
  stateWords: Readonly<Record<R['state'], { word: string }>>;
};

export type Board<Line> = { items: Line[]; next: string | null };

// The deadline board: the registrar's shows all, everybody else's what they brought in or have to decide.
export const readBoard = async <R extends CaseRow, Line>(
  ctx: Ctx,
  { kind, search, out }: CaseNoun<R, Line>,
  wish: BoardWish,
): Promise<Board<Line>> => {
  permit(ctx, `${kind}.list`);
  const today = dayOf(ctx.clock.now());
  const cursor = readCursor(cursors.dayAndId, wish.after);
  const found = await search(ctx.db, {
    state: wish.state,
    today,
    overdueOn: wish.overdue === 'true' ? today : null,
    agencyId: agencyServedBy(ctx.actor),
    after: cursor && { dueOn: cursor[0], id: cursor[1] },
    limit: wish.limit,
  });
  const { items, next } = page(found, wish.limit, ({ dueOn, id }) => [dueOn ?? LAST_DAY, id]);
  return { items: items.map((row) => out(row, today)), next };
};

// Whose case it is, seen from the agency that asks.
export const standingIn = async (
  { ctx, tx }: { ctx: Ctx; tx: Db },
  found: { agencyId: number; authorityId: number },
) => {
  const isAuthority = await answersFor({ ctx, tx }, found.authorityId);
  const isOurs = await answersFor({ ctx, tx }, found.agencyId);
  const byRegistrar = isRegistrar(ctx.actor);
  return {
    isAuthority,
    isOurs,
    isRegistrar: byRegistrar,
    isStranger: !(isAuthority || isOurs || byRegistrar),
  };
};

// Another agency's case is as unknown as none, and so is one about what is past its retention.
export const showCase = <R extends CaseRow, Line>(
  ctx: Ctx,
  { kind, find, out }: CaseNoun<R, Line>,
  id: number,
): Promise<Shown<Line>> =>
  look(ctx, `${kind}.show`, async (tx) => {
    const found = await find(tx, id);
    const today = dayOf(ctx.clock.now());
    const standing = found && (await standingIn({ ctx, tx }, found));
    const isGone = found !== undefined && (await isPastRetention(tx, found.recordId, today));
    if (!found || !standing || standing.isStranger || isGone) throw new Problem(`${kind}.unknown`);
    const { isOurs, isAuthority } = standing;
    const steps = await listCaseSteps(tx, kind, id);
    const value = { ...out(found, today), steps, isOurs, isAuthority };
    const audit: About = { subjectId: found.subjectId, [kind]: id };
    return { value, audit };
  });
