import { reachOf } from '../../access/reach.rules.ts';
import { lookAtPage } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { cursors, page, readCursor } from '../../platform/web/page-cursor.ts';
import { listReportRows } from './report.store.ts';

export const listReports = (ctx: Ctx, query: { limit: number; after?: string }) =>
  lookAtPage(ctx, 'report.list', query, async (tx) => {
    const found = await listReportRows(tx, {
      agencyId: reachOf(ctx.actor, 'report.list'),
      before: readCursor(cursors.instantAndCode, query.after),
      limit: query.limit + 1,
    });
    const { items, next } = page(found, query.limit, ({ madeAt, no }) => [madeAt, no]);
    const shown = items.map(({ no, madeAt, agencyName, purpose, caseNo, subjectName }) => ({
      no,
      madeAt,
      agency: agencyName,
      purpose,
      caseNo,
      subjectName,
    }));
    return { items: shown, next };
  });
