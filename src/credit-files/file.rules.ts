import type { Day } from '../kernel/day.ts';
import { checkIdentifier, type IdentifierType, isPersonIdentifier, maskCode } from '../kernel/identifiers.ts';
import { Problem } from '../kernel/problems.ts';

export const identified = (subject: { type: IdentifierType; code: string }, today: Day) => {
  const checked = checkIdentifier(subject.type, subject.code, { today });
  if (!checked.ok) throw new Problem('subject.identifier', { detail: checked.message });
  return checked.value;
};

// A person's other numbers stay sealed: the file says only that they exist.
export const shownCode = (
  one: { type: string; code: string | null },
  asked: { type: IdentifierType; code: string },
) =>
  one.code ??
  (one.type === asked.type && isPersonIdentifier(asked.type) ? maskCode(asked.type, asked.code) : '******');
