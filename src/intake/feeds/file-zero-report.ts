import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { ownFeed } from '../rows/own-feed.ts';
import { isFeedUnderWay } from '../uploads/batch.store.ts';
import { touchFeed } from './feed.store.ts';
import type { ZeroReportIn } from './zero-report.schema.ts';
import { insertZeroReport } from './zero-report.store.ts';
import type { ZeroReport } from './zero-report.table.ts';

type Filing = ZeroReportIn & { catalog: string };

// The agency had nothing to report: its feed is fresh up to the end of the period and no further. No row is
// counted as sent.
export const fileZeroReport = (ctx: Ctx, filing: Filing): Promise<ZeroReport & { agency: string }> =>
  act(ctx, 'zero-report.file', async (tx) => {
    const { agency, catalog } = ownFeed(ctx.actor, filing.catalog);
    const now = ctx.clock.now();
    const { periodFrom = null, periodTo, note = null } = filing;
    if (periodTo > dayOf(now)) throw new Problem('zero-report.period');
    const feed = { agencyId: agency.id, catalog: catalog.code };
    if (await isFeedUnderWay(tx, feed)) throw new Problem('zero-report.batch-under-way');
    const isOver = periodTo < dayOf(now);
    const goodAt = (isOver ? new Date(`${periodTo}T23:59:59.999+08:00`) : now).toISOString();
    const stamp = { reportedBy: ctx.actor.by, reportedAt: now.toISOString() };
    const report = { ...feed, periodFrom, periodTo, note, goodAt, ...stamp };
    if (!(await insertZeroReport(tx, report))) throw new Problem('zero-report.repeated');
    await touchFeed(tx, feed, { at: goodAt, day: periodTo });
    const audit = { catalog: catalog.code, periodFrom, periodTo, note };
    return { value: { ...report, agency: agency.code }, audit, events: [] };
  });
