import { reachOf } from '../../access/reach.rules.ts';
import { dayOf } from '../../kernel/day.ts';
import { lookAtPage } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { cursors, page, readCursor } from '../../platform/web/page-cursor.ts';
import type { ComplaintLine, ComplaintQuery } from './complaint.schema.ts';
import { searchComplaints } from './complaint.store.ts';
import { complaintLine } from './complaint-out.rules.ts';

const NEVER = '9999-12-31';

type Listed = { items: ComplaintLine[]; next: string | null };

// The worklist: what is due first stands first, what is closed last.
export const listComplaints = (ctx: Ctx, query: ComplaintQuery): Promise<Listed> =>
  lookAtPage(ctx, 'complaint.list', query, async (tx) => {
    const today = dayOf(ctx.clock.now());
    const found = await searchComplaints(tx, {
      unit: reachOf(ctx.actor, 'complaint.list'),
      state: query.state,
      dueBefore: query.overdue ? today : undefined,
      after: readCursor(cursors.dayAndCode, query.after),
      limit: query.limit + 1,
    });
    const { items, next } = page(found, query.limit, ({ dueOn, no }) => [dueOn ?? NEVER, no]);
    return { items: items.map((row) => complaintLine(row, today)), next };
  });
