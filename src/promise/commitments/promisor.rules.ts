import type { Day } from '../../kernel/day.ts';
import { isPersonIdentifier, type SubjectKind } from '../../kernel/identifiers.ts';
import { Problem } from '../../kernel/problems.ts';
import { identified, type NumberTyped } from '../../registry/subjects/identified.rules.ts';
import { lookupsOf } from '../../registry/subjects/subject-lookup.ts';
import type { CheckRow } from '../../window/checks/check-row.rules.ts';
import { lookupsAgain } from '../../window/checks/lookups-again.ts';
import type { PromiseKind, Promisor } from './commitment-text.rules.ts';

type Keys = { blindIndex(text: string): string };
type Shown = NumberTyped & { name?: string | undefined };
type Checked = Pick<CheckRow, 'subject' | 'facts'>;

export const promiseKindOf = (kind: SubjectKind): PromiseKind =>
  kind === 'government' ? 'organisation' : kind;

// The one whom the check was about. A check keeps no person's number: the document is shown once more, and
// must lead to the same lookup.
// Errors: commitment.document, commitment.subject-required, commitment.other-subject, commitment.name-required,
// subject.identifier.
export const promisorOf = (
  keys: Keys,
  { check, shown, today }: { check: Checked; shown: Shown | undefined; today: Day },
): Promisor & { kind: PromiseKind } => {
  const { type, code } = check.subject as { type: Shown['type']; code: string };
  if (type !== 'uscc' && type !== 'citizen-id') throw new Problem('commitment.document');
  const isPerson = isPersonIdentifier(type);
  if (isPerson && !shown) throw new Problem('commitment.subject-required');
  const typed = shown && identified(shown, today);
  if (typed && lookupsOf(keys, typed)[0] !== lookupsAgain(keys, check)?.[0])
    throw new Problem('commitment.other-subject');
  const name = check.subject.name ?? shown?.name;
  if (!name) throw new Problem('commitment.name-required');
  const whole = isPerson && typed ? typed.code : code;
  const { kind } = identified({ type, code: whole }, today);
  return { type, code: whole, name, kind: promiseKindOf(kind) };
};
