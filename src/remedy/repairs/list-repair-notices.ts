import { reachOf } from '../../access/reach.rules.ts';
import { dayOf } from '../../kernel/day.ts';
import { shownName } from '../../kernel/names.ts';
import { lookAtPage } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { cursors, page, readCursor } from '../../platform/web/page-cursor.ts';
import { searchNoticeable } from './repair-notice.store.ts';

// The listings in force whose sheet the actor may print; the board names a person only in part.
export const listRepairNotices = (ctx: Ctx, query: { limit: number; after?: string | undefined }) =>
  lookAtPage(ctx, 'repair.notice', query, async (tx) => {
    const found = await searchNoticeable(tx, {
      agencyId: reachOf(ctx.actor, 'repair.notice'),
      today: dayOf(ctx.clock.now()),
      before: readCursor(cursors.id, query.after)?.[0] ?? null,
      limit: query.limit,
    });
    const { items, next } = page(found, query.limit, ({ id }) => [id]);
    const lines = items.map(({ id, list, subjectKind, subjectName, documentNo, listedOn }) => ({
      id,
      list,
      name: shownName(subjectKind, subjectName),
      documentNo,
      listedOn,
    }));
    return { items: lines, next };
  });
