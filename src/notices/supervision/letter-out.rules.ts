import { day } from '../../kernel/day.ts';
import type { Calendar } from '../../kernel/working-days.ts';
import { dueAfter, isOverdue } from '../../remedy/cases/case-due.rules.ts';
import { type Letter, letterNo } from './letter.rules.ts';
import type { SupervisionItem } from './supervision-out.rules.ts';

export type NewLetter = {
  id: string;
  year: number;
  number: number;
  agencyId: number;
  issuer: string;
  issuedBy: string;
  issuedAt: string;
  demand: string;
  items: readonly SupervisionItem[];
  dueFrom: string;
  dueCount: number;
};

export type LetterRow = Omit<NewLetter, 'items'> & {
  items: SupervisionItem[];
  agency: string;
  agencyName: string;
  reply: string | null;
  repliedBy: string | null;
  repliedAt: string | null;
};

// The last day for the answer is reckoned when the letter is shown, so that it is right once the holidays of
// the next year are known.
export const letterOut = (row: LetterRow, calendar: Calendar, today: string): Letter => {
  const { year, number, dueFrom, dueCount, agencyId: _, ...letter } = row;
  const due = dueAfter(calendar, day(dueFrom), dueCount);
  return {
    ...letter,
    no: letterNo(year, number),
    dueOn: due.dueOn ?? dueFrom,
    isProvisional: due.isDueProvisional,
    overdue: letter.reply === null && isOverdue(due.dueOn, today),
  };
};
