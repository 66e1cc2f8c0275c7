import type { Day } from '../../kernel/day.ts';
import { checkIdentifier, type Identifier, type IdentifierType } from '../../kernel/identifiers.ts';
import { Problem } from '../../kernel/problems.ts';

export type NumberTyped = { type: IdentifierType; code: string; country?: string | undefined };

// The number that somebody typed, read and checked; what is wrong with it is said without repeating it.
export const identified = ({ type, code: typed, country }: NumberTyped, today: Day): Identifier => {
  const checked = checkIdentifier(type, typed, { today, country });
  if (checked.ok) return checked.value;
  const errors = checked.faults.map(({ code, message, hint }) => ({
    pointer: code.startsWith('identifier.country') ? '/subject/country' : '/subject/code',
    code,
    message: hint ? `${message}（${hint}）` : message,
  }));
  throw new Problem('subject.identifier', { detail: checked.message, errors });
};
