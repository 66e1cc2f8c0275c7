import { findAgency } from '../../access/agencies/agency.store.ts';
import { addDays, dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { calendarIn } from '../../law/calendar/calendar.store.ts';
import { settingsOn } from '../../law/rulebook/rulebook.store.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { liftsLateBefore } from './duty-due.rules.ts';
import { DEMAND } from './letter.rules.ts';
import { insertLetter, nextNumber } from './letter.store.ts';
import { letterOut } from './letter-out.rules.ts';
import { listSupervision } from './supervision.store.ts';
import { supervisionItem } from './supervision-out.rules.ts';
import { supervisionKinds } from './supervision-words.rules.ts';

export type LetterDraft = { agency: string; demand?: string };
const ITEMS_IN_A_LETTER = 500;

// 督办函: one letter to one department about all its overdue items. It is shown on the department's desk; no
// event is pushed.
export const issueLetter = (ctx: Ctx, { agency, demand = DEMAND }: LetterDraft) =>
  act(ctx, 'supervision.issue', async (tx) => {
    const now = ctx.clock.now();
    const today = dayOf(now);
    const to = await findAgency(tx, agency);
    if (!to) throw new Problem('agency.unknown');
    const setting = await settingsOn(tx, today);
    const calendar = await calendarIn(tx);
    const late = await listSupervision(tx, {
      agencyId: to.id,
      agency: null,
      kinds: supervisionKinds,
      dueFrom: null,
      dueBy: addDays(today, -1),
      today,
      liftsBefore: liftsLateBefore(now, setting('lift.delivery')).toISOString(),
      after: null,
      limit: ITEMS_IN_A_LETTER,
    });
    if (late.length === 0) throw new Problem('supervision.nothing-overdue');
    const year = Number(today.slice(0, 4));
    const letter = {
      id: ctx.newId(),
      year,
      number: await nextNumber(tx, year),
      agencyId: to.id,
      issuer: ctx.actor.agency?.name ?? ctx.actor.name,
      issuedBy: ctx.actor.name,
      issuedAt: now.toISOString(),
      demand,
      items: late.map((row) => supervisionItem(row, calendar, today)),
      dueFrom: today,
      dueCount: setting('supervision.reply'),
    };
    await insertLetter(tx, letter);
    const noReply = { reply: null, repliedBy: null, repliedAt: null };
    const value = letterOut({ ...letter, ...noReply, agency, agencyName: to.name }, calendar, today);
    return { value, audit: { letter: value.no, agency, items: late.length }, events: [] };
  });
