import type { CheckReason } from './check.rules.ts';
import type { CheckRow, KeptFacts } from './check-row.rules.ts';

const isShown = (kind: 'listing' | 'record', fallen: ReadonlySet<string>) => (fact: { id: number }) =>
  !fallen.has(`${kind}:${fact.id}`);

// A fact repaired, revoked or past retention is never shown again to window, registrar or subject.
// Basis: 信用修复管理办法（国家发展改革委令第36号）第三条
export const hideFallen = (reasons: readonly CheckReason[], fallen: ReadonlySet<string>): CheckReason[] =>
  reasons.map((reason) =>
    reason.ground && fallen.has(reason.ground)
      ? {
          code: 'no-longer-shown',
          text: '该项信息已依法不再展示',
          authority: null,
          documentNo: null,
          basis: reason.basis,
          since: null,
          restore: '无需办理。',
          ground: reason.ground,
        }
      : reason,
  );

// Everything of an answer that can fall: what it stood on, and what else of the file it kept.
export const groundsOf = ({ listings, records, honours = [] }: KeptFacts): string[] => [
  ...[...listings, ...honours].map(({ id }) => `listing:${id}`),
  ...records.map(({ id }) => `record:${id}`),
];

export const isStandingOn = (reasons: readonly CheckReason[], fallen: ReadonlySet<string>): boolean =>
  reasons.some(({ ground }) => ground !== undefined && fallen.has(ground));

const withoutHonours = (
  { honours, incentives, ...facts }: KeptFacts,
  left: KeptFacts['honours'],
): KeptFacts => (left && left.length > 0 ? { ...facts, honours: left, incentives } : facts);

export const shownFacts = (facts: KeptFacts, fallen: ReadonlySet<string>): KeptFacts => ({
  ...withoutHonours(facts, facts.honours?.filter(isShown('listing', fallen))),
  listings: facts.listings.filter(isShown('listing', fallen)),
  records: facts.records.filter(isShown('record', fallen)),
});

// The signature is that of the whole answer, as it was given.
export const shownCheck = <R extends CheckRow>(
  row: R,
  fallen: ReadonlySet<string>,
  signature: string | null,
): R => ({
  ...row,
  ...(signature === null ? {} : { signature }),
  reasons: hideFallen(row.reasons, fallen),
  facts: shownFacts(row.facts, fallen),
});
