import { reachOf } from '../../access/reach.rules.ts';
import { dayOf } from '../../kernel/day.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { Permission } from '../../platform/door/permissions.ts';
import { cursors, page, readCursor } from '../../platform/web/page-cursor.ts';
import type { BoardQuery } from './case.schema.ts';
import { type CaseRow, type CaseSearch, LAST_DAY } from './case-rows.ts';

// The registrar's board shows all cases, every other agency's those that it brought in or has to decide.
export const boardSearch = ({ actor, clock }: Ctx, query: BoardQuery, action: Permission): CaseSearch => {
  const today = dayOf(clock.now());
  const cursor = readCursor(cursors.dayAndId, query.after);
  return {
    state: query.state,
    today,
    overdueOn: query.overdue === 'true' ? today : null,
    agencyId: reachOf(actor, action),
    after: cursor && { dueOn: cursor[0], id: cursor[1] },
    limit: query.limit,
  };
};

export const boardPage = <R extends CaseRow>(found: readonly R[], limit: number) =>
  page(found, limit, ({ dueOn, id }) => [dueOn ?? LAST_DAY, id]);
