import { day, dayOf } from '../../kernel/day.ts';
import { calendarIn } from '../../law/calendar/calendar.store.ts';
import { settingValuesOn } from '../../law/rulebook/rulebook.store.ts';
import { act } from '../../platform/door/act.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { dueAfter } from '../../remedy/cases/case-due.rules.ts';
import {
  closeLifted,
  moveCursors,
  nextSpans,
  openDuties,
  openingsOf,
  provisionalTerms,
  refreshOpen,
  refreshSpans,
  refreshUnsigned,
  setTerms,
} from './duty.store.ts';
import { dutyDue, dutyTermsOf } from './duty-due.rules.ts';

export type Reckoning = 'new' | 'unsigned' | 'open' | 'provisional';

// Opens or updates the duties of departments, one set a call: new notices, unsigned ones, open ones, or terms
// that cross a year whose holidays were not known. Gives the number of duties touched; 0 when nothing is
// left.
export const reckonDuties = (ctx: Ctx, which: Reckoning): Promise<number> =>
  act(ctx, 'duty.reckon', async (tx) => {
    const touched = await steps[which](tx, ctx);
    return { value: touched, audit: { which, touched }, events: [] };
  });

const openNew = async (tx: Db, ctx: Ctx): Promise<number> => {
  const spans = await nextSpans(tx);
  if (spans.length === 0) return 0;
  const calendar = await calendarIn(tx);
  const terms = dutyTermsOf(await settingValuesOn(tx, dayOf(ctx.clock.now())));
  const dues = (await openingsOf(tx, spans)).map((opening) => dutyDue(calendar, terms, opening));
  await openDuties(tx, spans, dues);
  await closeLifted(tx, spans);
  await refreshSpans(tx, spans);
  await moveCursors(tx, spans);
  return spans.reduce((sum, { from, to }) => sum + to - from + 1, 0);
};

const reckonAgain = async (tx: Db): Promise<number> => {
  const calendar = await calendarIn(tx);
  const terms = (await provisionalTerms(tx)).map(({ opened, count }) => {
    const { dueOn, isDueProvisional } = dueAfter(calendar, day(opened), count);
    return { opened, count, dueOn, isProvisional: isDueProvisional };
  });
  if (terms.length > 0) await setTerms(tx, terms);
  return terms.filter(({ isProvisional }) => !isProvisional).length;
};

const steps: Record<Reckoning, (tx: Db, ctx: Ctx) => Promise<number>> = {
  new: openNew,
  unsigned: refreshUnsigned,
  open: refreshOpen,
  provisional: reckonAgain,
};
