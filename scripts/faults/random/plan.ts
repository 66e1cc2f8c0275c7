import type { Chance } from '../chance.ts';
import { COMPANIES } from './model.ts';

// One act as the story tells it. What is named here is known before anything is done, so that a seed tells it again.
export type Act =
  | { kind: 'list'; company: number; sourceNo: string; reason: string }
  | { kind: 'correct'; company: number; sourceNo: string; reason: string }
  | { kind: 'withdraw' | 'remove' | 'revoke'; company: number; sourceNo: string }
  | {
      kind: 'upload-listings' | 'upload-penalties';
      rows: readonly { company: number; sourceNo: string }[];
      key: string;
    }
  | { kind: 'check'; company: number; caseNo: string }
  | { kind: 'check-batch'; asked: readonly { company: number; caseNo: string }[] }
  | { kind: 'rest'; department: 0 | 1; ms: number }
  | { kind: 'replay'; department: 0 | 1; upTo: number; key: string };

type Planned = { company: number; sourceNo: string; since: number };
const MOST_LISTINGS = 3;
const WEIGHTS = {
  ...{
    list: 20,
    correct: 14,
    withdraw: 6,
    remove: 6,
    revoke: 4,
    'upload-listings': 7,
    'upload-penalties': 4,
  },
  ...{ check: 24, 'check-batch': 6, rest: 3, replay: 3 },
} as const;
type Kind = keyof typeof WEIGHTS;
const kinds = Object.entries(WEIGHTS) as [Kind, number][];
const total = kinds.reduce((sum, [, weight]) => sum + weight, 0);

const drawKind = (chance: Chance): Kind => {
  let left = chance.next() * total;
  for (const [kind, weight] of kinds) {
    left -= weight;
    if (left < 0) return kind;
  }
  return 'check';
};

// The story of one city: what is listed when all that was told so far has happened.
export const openStory = (chance: Chance) => {
  const standing: Planned[] = [];
  let [trial, names] = [0, 0];
  const aCompany = () => chance.between(0, COMPANIES - 1);
  const aName = () => `S${++names}`;
  const hasRoom = (company: number) =>
    standing.filter((one) => one.company === company).length < MOST_LISTINGS;
  const enter = (company: number) => {
    const sourceNo = aName();
    standing.push({ company, sourceNo, since: trial });
    return { company, sourceNo };
  };
  // What an upload of this trial lists may be there or not while the trial goes on; nobody decides about it yet.
  const settled = () => standing.filter(({ since }) => since < trial);
  const draw = (): Planned | undefined => {
    const from = settled();
    return from[chance.between(0, Math.max(0, from.length - 1))];
  };
  const rows = () => Array.from({ length: chance.between(2, 6) }, aCompany);
  const asked = (count: number) =>
    Array.from({ length: count }, () => ({ company: aCompany(), caseNo: `K${++names}` }));

  const about: Record<Kind, () => Act | undefined> = {
    list: () => {
      const company = aCompany();
      return hasRoom(company) ? { kind: 'list', ...enter(company), reason: `事由${names}` } : undefined;
    },
    correct: () => {
      const one = draw();
      return (
        one && { kind: 'correct', company: one.company, sourceNo: one.sourceNo, reason: `更正${++names}` }
      );
    },
    ...endings(() => {
      const one = draw();
      if (one) standing.splice(standing.indexOf(one), 1);
      return one;
    }),
    'upload-listings': () => {
      const taken = [...new Set(rows())].filter(hasRoom).map(enter);
      return taken.length > 0 ? { kind: 'upload-listings', rows: taken, key: aName() } : undefined;
    },
    'upload-penalties': () => ({
      kind: 'upload-penalties',
      rows: rows().map((company) => ({ company, sourceNo: aName() })),
      key: aName(),
    }),
    check: () => ({ kind: 'check', company: aCompany(), caseNo: `K${++names}` }),
    'check-batch': () => ({ kind: 'check-batch', asked: asked(chance.between(2, 8)) }),
    rest: () => ({ kind: 'rest', department: chance.between(0, 1) as 0 | 1, ms: chance.between(200, 1500) }),
    replay: () => ({
      ...{ kind: 'replay', department: chance.between(0, 1) as 0 | 1, key: aName() },
      upTo: chance.between(1, 12),
    }),
  };
  return {
    // The acts of the next trial.
    next: (count: number): Act[] => {
      trial += 1;
      return Array.from({ length: count }, () => about[drawKind(chance)]() ?? (about.check() as Act));
    },
  };
};

const endings = (take: () => Planned | undefined) => {
  const ending = (kind: 'withdraw' | 'remove' | 'revoke') => (): Act | undefined => {
    const one = take();
    return one && { kind, company: one.company, sourceNo: one.sourceNo };
  };
  return { withdraw: ending('withdraw'), remove: ending('remove'), revoke: ending('revoke') };
};
