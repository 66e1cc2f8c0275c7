import { reachOf } from '../../access/reach.rules.ts';
import { addDays, dayOf } from '../../kernel/day.ts';
import { calendarIn } from '../../law/calendar/calendar.store.ts';
import { settingsOn } from '../../law/rulebook/rulebook.store.ts';
import { look } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { page, readCursor } from '../../platform/web/page-cursor.ts';
import { dueSoonBy, liftsLateBefore } from './duty-due.rules.ts';
import { SupervisionCursor } from './supervision.schema.ts';
import { listSupervision } from './supervision.store.ts';
import { supervisionItem } from './supervision-out.rules.ts';
import { type SupervisionKind, supervisionKinds } from './supervision-words.rules.ts';

export type SupervisionRequest = {
  kind?: SupervisionKind;
  agency?: string;
  state?: 'overdue' | 'due-soon';
  after?: string;
  limit: number;
};

// The 督办 board, worst first: the registrar and the auditor see all, a department its own.
export const listSupervisionItems = (ctx: Ctx, query: SupervisionRequest) =>
  look(ctx, 'supervision.read', async (tx) => {
    const { actor, clock } = ctx;
    const now = clock.now();
    const today = dayOf(now);
    const setting = await settingsOn(tx, today);
    const calendar = await calendarIn(tx);
    const soon = dueSoonBy(calendar, today, setting('feedback.remind'));
    const last = readCursor(SupervisionCursor, query.after);
    const found = await listSupervision(tx, {
      agencyId: reachOf(actor, 'supervision.read'),
      agency: query.agency ?? null,
      kinds: query.kind ? [query.kind] : supervisionKinds,
      dueFrom: query.state === 'due-soon' ? today : null,
      dueBy: query.state === 'overdue' ? addDays(today, -1) : soon,
      today,
      liftsBefore: liftsLateBefore(now, setting('lift.delivery')).toISOString(),
      after: last ? { dueOn: last[0], kind: last[1], key: last[2] } : null,
      limit: query.limit + 1,
    });
    const { items, next } = page(found, query.limit, (row) => [row.dueOn, row.kind, row.key]);
    const value = { today, items: items.map((row) => supervisionItem(row, calendar, today)), next };
    return { value, audit: { items: items.length } };
  });
