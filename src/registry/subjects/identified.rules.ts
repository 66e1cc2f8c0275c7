import type { Day } from '../../kernel/day.ts';
import { checkIdentifier, type Identifier, type IdentifierType } from '../../kernel/identifiers.ts';
import { Problem } from '../../kernel/problems.ts';

// The number that somebody typed, read and checked; what is wrong with it is said without repeating it.
export const identified = (subject: { type: IdentifierType; code: string }, today: Day): Identifier => {
  const checked = checkIdentifier(subject.type, subject.code, { today });
  if (checked.ok) return checked.value;
  const errors = checked.faults.map(({ code, message }) => ({ pointer: '/subject/code', code, message }));
  throw new Problem('subject.identifier', { detail: checked.message, errors });
};
