import type { IdentifierType } from '../../kernel/identifiers.ts';
import { sameName } from '../../kernel/names.ts';
import { orgCodeOf } from '../../kernel/uscc.ts';

export type CandidateGround = 'identifiers' | 'name-and-code' | 'name-and-region';
export type CandidateState = 'open' | 'merged' | 'dismissed';
// first: whose number is the stronger, the one proposed to stay.
export type NewCandidate = { firstId: number; secondId: number; ground: CandidateGround };

export type Namesake = {
  id: number;
  kind: string;
  name: string;
  region: string;
  identifiers: readonly { type: IdentifierType; code: string }[];
};

const UNKNOWN_REGION = '000000';

const codesOf = ({ identifiers }: Namesake, type: IdentifierType) =>
  identifiers.flatMap((one) => (one.type === type ? [one.code] : []));
const orgCodesOf = (subject: Namesake) => [
  ...codesOf(subject, 'org-code'),
  ...codesOf(subject, 'uscc').map(orgCodeOf),
];
const meet = (a: readonly string[], b: readonly string[]) => a.some((code) => b.includes(code));
const isRegistered = (subject: Namesake) => codesOf(subject, 'uscc').length > 0;

// Only what is certain enough to ask a registrar; never persons, and never two whose codes tell them apart.
// Basis: 企业名称登记管理规定第十七条（同一登记机关的同行业企业不得重名）; the names of individual businesses are not unique.
export const duplicateOf = (a: Namesake, b: Namesake): NewCandidate | null => {
  if (a.id === b.id || a.kind === 'person' || b.kind === 'person' || !sameName(a.name, b.name)) return null;
  const pair = ordered(a, b);
  const [codesOfA, codesOfB] = [orgCodesOf(a), orgCodesOf(b)];
  if (meet(codesOfA, codesOfB)) return { ...pair, ground: 'name-and-code' };
  if (codesOfA.length > 0 && codesOfB.length > 0) return null;
  if (meet(codesOf(a, 'business-registration-no'), codesOf(b, 'business-registration-no')))
    return { ...pair, ground: 'name-and-code' };
  const isUniqueName = a.kind !== 'individual-business' && b.kind !== 'individual-business';
  const isSameRegion = a.region === b.region && a.region !== UNKNOWN_REGION;
  return isUniqueName && isSameRegion ? { ...pair, ground: 'name-and-region' } : null;
};

// The file with a credit code is proposed to stay, else the older one.
const ordered = (a: Namesake, b: Namesake) => {
  const [older, newer] = a.id < b.id ? [a, b] : [b, a];
  const [first, second] = isRegistered(newer) && !isRegistered(older) ? [newer, older] : [older, newer];
  return { firstId: first.id, secondId: second.id };
};
