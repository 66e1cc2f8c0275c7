import { day } from '../../kernel/day.ts';
import { calendarIn } from '../../law/calendar/calendar.store.ts';
import type { Db } from '../../platform/door/db.ts';
import { caseKinds, duesToReckon, setDues } from './case.store.ts';
import { dueAfter } from './case-due.rules.ts';

// Days reckoned across a year without its notice, or across the year just told anew, by the calendar as it is now.
// Gives how many are settled and how many still wait for a later year. Basis: 行政处罚法第八十五条（工作日）
export const reckonAgain = async (
  tx: Db,
  year: number | null,
): Promise<{ settled: number; provisional: number }> => {
  const calendar = await calendarIn(tx);
  let [settled, provisional] = [0, 0];
  for (const kind of caseKinds) {
    const found = await duesToReckon(tx, kind, year);
    const reckoned = found.map(({ id, dueFrom, dueCount }) => {
      const { dueOn, isDueProvisional } = dueAfter(calendar, day(dueFrom), dueCount);
      return { id, dueOn, isDueProvisional };
    });
    if (reckoned.length > 0) await setDues(tx, kind, reckoned);
    const open = reckoned.filter(({ isDueProvisional }) => isDueProvisional).length;
    provisional += open;
    settled += reckoned.length - open;
  }
  return { settled, provisional };
};
