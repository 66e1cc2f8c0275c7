import type { Day } from '../../../kernel/day.ts';
import { checkIdentifier } from '../../../kernel/identifiers.ts';
import type { IdentifierDraft, Values } from '../catalog.ts';

// Old registration numbers help to find a file; one that does not check is kept as text only.
export const oldIdentifiers = (values: Values, today: Day): IdentifierDraft[] =>
  (
    [
      ['business-registration-no', values.regNo],
      ['org-code', values.orgCode],
    ] as const
  ).flatMap(([type, raw]) => {
    const checked = raw ? checkIdentifier(type, raw, { today }) : undefined;
    return checked?.ok ? [{ type, code: checked.value.code }] : [];
  });
