import type { Day } from '../../kernel/day.ts';
import type { Calendar } from '../../kernel/working-days.ts';
import { dueAfter, isOverdue } from '../../remedy/cases/case-due.rules.ts';
import { type Letter, letterNo } from './letter.rules.ts';

type KeptLetter = Omit<Letter, 'no' | 'dueOn' | 'isProvisional' | 'overdue'> & {
  year: number;
  number: number;
  agencyId: number;
  dueFrom: Day;
  dueCount: number;
};

// The last day for the answer is reckoned when the letter is shown, so that it is right once the holidays of
// the next year are known.
export const letterOut = (row: KeptLetter, calendar: Calendar, today: string): Letter => {
  const { year, number, dueFrom, dueCount, agencyId: _, ...letter } = row;
  const due = dueAfter(calendar, dueFrom, dueCount);
  return {
    ...letter,
    no: letterNo(year, number),
    dueOn: due.dueOn ?? dueFrom,
    isProvisional: due.isDueProvisional,
    overdue: letter.reply === null && isOverdue(due.dueOn, today),
  };
};
