import { reachOf } from '../../access/reach.rules.ts';
import { dayOf } from '../../kernel/day.ts';
import { lookAtPage } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { cursors, page, readCursor } from '../../platform/web/page-cursor.ts';
import type { AssistanceQuery, AssistanceShown } from './assistance.schema.ts';
import { searchAssistance } from './assistance.store.ts';
import { assistanceOut } from './assistance-out.ts';

type Listed = { items: AssistanceShown[]; next: string | null };

export const listAssistance = (ctx: Ctx, query: AssistanceQuery): Promise<Listed> =>
  lookAtPage(ctx, 'assistance.list', query, async (tx) => {
    const found = await searchAssistance(tx, {
      agencyId: query.side ? (ctx.actor.agency?.id ?? 0) : reachOf(ctx.actor, 'assistance.list'),
      side: query.side,
      state: query.state,
      after: readCursor(cursors.dayAndCode, query.after),
      limit: query.limit + 1,
    });
    const { items, next } = page(found, query.limit, ({ dueOn, no }) => [dueOn, no]);
    const today = dayOf(ctx.clock.now());
    return { items: items.map((row) => assistanceOut(row, today)), next };
  });
