import { reachOf } from '../../access/reach.rules.ts';
import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { calendarIn } from '../../law/calendar/calendar.store.ts';
import { look } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { findLetters } from './letter.store.ts';
import { letterOut } from './letter-out.rules.ts';

export const showLetter = (ctx: Ctx, id: string) =>
  look(ctx, 'supervision.read', async (tx) => {
    const agencyId = reachOf(ctx.actor, 'supervision.read');
    const [found] = await findLetters(tx, { agencyId, id, limit: 1 });
    if (!found) throw new Problem('supervision.letter-unknown');
    const value = letterOut(found, await calendarIn(tx), dayOf(ctx.clock.now()));
    return { value, audit: { letter: value.no } };
  });
