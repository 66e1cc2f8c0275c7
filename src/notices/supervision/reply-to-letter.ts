import { reachOf } from '../../access/reach.rules.ts';
import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { calendarIn } from '../../law/calendar/calendar.store.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { findLetters, insertReply } from './letter.store.ts';
import { letterOut } from './letter-out.rules.ts';

// The department's own answer, once.
export const replyToLetter = (ctx: Ctx, { id, reply }: { id: string; reply: string }) =>
  act(ctx, 'supervision.reply', async (tx) => {
    const [found] = await findLetters(tx, {
      agencyId: reachOf(ctx.actor, 'supervision.reply'),
      id,
      limit: 1,
    });
    if (!found) throw new Problem('supervision.letter-unknown');
    const now = ctx.clock.now();
    const given = { id: ctx.newId(), letterId: id, reply, by: ctx.actor.name, at: now.toISOString() };
    if (!(await insertReply(tx, given))) throw new Problem('supervision.replied');
    const answered = { ...found, reply, repliedBy: given.by, repliedAt: given.at };
    const value = letterOut(answered, await calendarIn(tx), dayOf(now));
    return { value, audit: { letter: value.no }, events: [] };
  });
