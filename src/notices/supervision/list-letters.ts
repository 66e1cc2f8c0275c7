import { reachOf } from '../../access/reach.rules.ts';
import { dayOf } from '../../kernel/day.ts';
import { calendarIn } from '../../law/calendar/calendar.store.ts';
import { look } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { cursors, page, readCursor } from '../../platform/web/page-cursor.ts';
import { findLetters } from './letter.store.ts';
import { letterOut } from './letter-out.rules.ts';

// The registrar and the auditor see all letters, a department those to it.
export const listLetters = (ctx: Ctx, { after, limit }: { after?: string; limit: number }) =>
  look(ctx, 'supervision.read', async (tx) => {
    const today = dayOf(ctx.clock.now());
    const calendar = await calendarIn(tx);
    const [id] = readCursor(cursors.uuid, after) ?? [];
    const found = await findLetters(tx, {
      agencyId: reachOf(ctx.actor, 'supervision.read'),
      ...(id === undefined ? {} : { after: { id } }),
      limit: limit + 1,
    });
    const { items, next } = page(found, limit, (row) => [row.id]);
    return {
      value: { items: items.map((row) => letterOut(row, calendar, today)), next },
      audit: { letters: items.length },
    };
  });
