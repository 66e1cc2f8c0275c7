import { reachOf } from '../../access/reach.rules.ts';
import { dayOf } from '../../kernel/day.ts';
import { lookAtPage } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { cursors, page, readCursor } from '../../platform/web/page-cursor.ts';
import type { Board } from '../cases/case.rules.ts';
import type { AppealQuery } from './appeal.schema.ts';
import { searchAppeals } from './appeal.store.ts';
import { type AppealLine, appealOut } from './appeal-out.ts';

// The registrar sees all appeals, every other agency those about what it determined.
export const listAppeals = (ctx: Ctx, query: AppealQuery): Promise<Board<AppealLine>> =>
  lookAtPage(ctx, 'appeal.list', query, async (tx) => {
    const found = await searchAppeals(tx, {
      state: query.state,
      record: query.record,
      today: dayOf(ctx.clock.now()),
      agencyId: reachOf(ctx.actor, 'appeal.list'),
      before: readCursor(cursors.id, query.after)?.[0],
      limit: query.limit,
    });
    const { items, next } = page(found, query.limit, ({ id }) => [id]);
    return { items: items.map(appealOut), next };
  });
