import { reachOf, seesFallen } from '../../access/reach.rules.ts';
import { dayOf } from '../../kernel/day.ts';
import { lookAtPage } from '../../platform/door/act.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { cursors, page, readCursor } from '../../platform/web/page-cursor.ts';
import { fallenGrounds, listCheckRows } from './check.store.ts';
import { checkAnswer } from './check-answer.ts';
import { signatureOf } from './check-receipt.rules.ts';
import { groundsOf, shownCheck } from './shown-check.rules.ts';

export const listChecks = (ctx: Ctx, query: { limit: number; after?: string }) =>
  lookAtPage(ctx, 'check.list', query, (tx) => pageOfChecks(ctx, tx, query));

const pageOfChecks = async (ctx: Ctx, tx: Db, query: { limit: number; after?: string }) => {
  const found = await listCheckRows(tx, {
    agencyId: reachOf(ctx.actor, 'check.list'),
    before: readCursor(cursors.instantAndCode, query.after),
    limit: query.limit + 1,
  });
  const fallen = seesFallen(ctx.actor)
    ? new Set<string>()
    : await fallenGrounds(
        tx,
        found.flatMap(({ facts }) => groundsOf(facts)),
        dayOf(ctx.clock.now()),
      );
  const shown = page(found, query.limit, ({ decidedAt, no }) => [decidedAt, no]);
  return {
    ...shown,
    items: shown.items.map((row) =>
      checkAnswer(shownCheck(row, fallen, signatureOf(row, ctx.vault.sign)), ctx),
    ),
  };
};
