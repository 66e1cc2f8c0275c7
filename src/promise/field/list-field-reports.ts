import { reachOf } from '../../access/reach.rules.ts';
import { lookAtPage } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { cursors, page, readCursor } from '../../platform/web/page-cursor.ts';
import type { FieldReportLine, FieldReportQuery } from './field-report.schema.ts';
import { searchFieldReports } from './field-report.store.ts';
import { fieldLine } from './own-field-report.step.ts';

type Listed = { items: FieldReportLine[]; next: string | null };

export const listFieldReports = (ctx: Ctx, query: FieldReportQuery): Promise<Listed> =>
  lookAtPage(ctx, 'field.list', query, async (tx) => {
    const found = await searchFieldReports(tx, {
      agencyId: reachOf(ctx.actor, 'field.list'),
      before: readCursor(cursors.uuid, query.after)?.[0],
      limit: query.limit + 1,
    });
    const { items, next } = page(found, query.limit, ({ id }) => [id]);
    return { items: items.map(fieldLine), next };
  });
