import type { Day } from '../../kernel/day.ts';
import type { CheckFacts, ListingFact, RecordFact } from '../checks/check.rules.ts';
import type { KeptFacts } from '../checks/check-row.rules.ts';
import { doubtsOf } from '../checks/doubt.rules.ts';

// isNamedLater: the latest registration that names this bearer is younger than the check.
type Seen<F> = F & { isNamedLater?: boolean };
export type Hindsight = {
  listings: readonly Seen<ListingFact>[];
  records: readonly Seen<RecordFact>[];
  names: readonly string[];
};
type Now = Parameters<typeof doubtsOf>[0] & { dissolvedOn: Day | null };
type Asked = Parameters<typeof doubtsOf>[1];
type Then = { subjectId: number | null; facts: KeptFacts; type: string; day: Day };

// Flags are those of the check's own hour. A relation that may have begun after it adds nothing that was not
// seen then.
const asThen = <F extends ListingFact | RecordFact>(seen: readonly Seen<F>[], kept: readonly F[]): F[] =>
  seen.flatMap(({ isNamedLater, ...fact }) => {
    const known = kept.find(({ id, bearer }) => id === fact.id && bearer === fact.bearer);
    if (isNamedLater && !known) return [];
    return [{ ...(fact as unknown as F), isDisputed: known?.isDisputed ?? fact.isDisputed }];
  });

// The facts of a check's day as the registry knows them now. Feeds, matter and rules are those of the check:
// they are no knowledge about the applicant.
export const factsInHindsight = (
  { subjectId, facts, type, day }: Then,
  now: Now,
  { asked, seen }: { asked: Asked; seen: Hindsight },
): CheckFacts => {
  const { subject } = facts;
  const before = now.id !== null && now.id === subjectId ? [subject.name ?? '', ...subject.formerNames] : [];
  const names = [...new Set([...seen.names, ...before])].filter((name) => name !== '');
  const found = { ...now, name: now.id === null ? null : (names[0] ?? now.name), formerNames: names };
  const dissolvedOn = now.dissolvedOn !== null && now.dissolvedOn <= day ? now.dissolvedOn : null;
  return {
    subject: {
      isKnown: now.id !== null,
      name: found.name,
      givenName: asked.name,
      formerNames: names,
      dissolvedOn,
    },
    listings: asThen(seen.listings, facts.listings),
    records: asThen(seen.records, facts.records),
    feeds: facts.feeds,
    matter: facts.matter,
    ...doubtsOf(found, asked, type),
  };
};
