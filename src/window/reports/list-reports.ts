import { permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { cursors, page, readCursor } from '../../platform/web/page-cursor.ts';
import { listReportRows } from './report.store.ts';

export const listReports = async (ctx: Ctx, query: { limit: number; after?: string }) => {
  permit(ctx, 'report.list');
  const seesEveryAgency = ctx.actor.roles.some((role) => role === 'registrar' || role === 'auditor');
  const found = await listReportRows(ctx.db, {
    agencyId: seesEveryAgency ? null : (ctx.actor.agency?.id ?? 0),
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
};
