import { type IdentifierType, isPersonIdentifier, maskCode } from '../../kernel/identifiers.ts';

// A person's other numbers stay sealed: the file says only that they exist.
export const shownCode = (
  one: { type: string; code: string | null },
  asked: { type: IdentifierType; code: string },
) =>
  one.code ??
  (one.type === asked.type && isPersonIdentifier(asked.type) ? maskCode(asked.type, asked.code) : '******');
