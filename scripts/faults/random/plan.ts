import type { Chance } from '../chance.ts';
import { COMPANIES } from './model.ts';

type Named = { company: number; sourceNo: string };
type Question = { company: number; caseNo: string };
// One act as the story tells it. What is named here is known before anything is done, so that a seed tells it
// again.
export type Act =
  | ({ kind: 'list' | 'correct'; reason: string } & Named)
  | ({ kind: 'withdraw' | 'remove' | 'revoke' } & Named)
  | { kind: 'upload-listings' | 'upload-penalties'; rows: readonly Named[]; key: string }
  | ({ kind: 'check' } & Question)
  | { kind: 'check-batch'; asked: readonly Question[] }
  | { kind: 'rest'; department: 0 | 1; ms: number }
  | { kind: 'replay'; department: 0 | 1; upTo: number; key: string };

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

const sometimes = (chance: Chance) => {
  let names = 0;
  const company = () => chance.between(0, COMPANIES - 1);
  const department = () => chance.between(0, 1) as 0 | 1;
  const name = (letter: string) => `${letter}${++names}`;
  const question = (): Question => ({ company: company(), caseNo: name('K') });
  return {
    ...{ company, department, name, question },
    some: <T>(least: number, most: number, one: () => T) =>
      Array.from({ length: chance.between(least, most) }, one),
    of: <T>(all: readonly T[]): T | undefined => all[chance.between(0, Math.max(0, all.length - 1))],
  };
};
type Draw = ReturnType<typeof sometimes>;

// What is listed when all that was told so far has happened.
const openStanding = (draw: Draw) => {
  const all: (Named & { isSettled: boolean })[] = [];
  const hasRoom = (company: number) => all.filter((one) => one.company === company).length < MOST_LISTINGS;
  return {
    hasRoom,
    enter: (company: number, isSettled: boolean): Named => {
      const named = { company, sourceNo: draw.name('S') };
      all.push({ ...named, isSettled });
      return named;
    },
    // What an upload lists may be there or not until its trial is over; nobody decides about it before.
    settle: () => {
      for (const one of all) one.isSettled = true;
    },
    one: (): Named | undefined => {
      const found = draw.of(all.filter(({ isSettled }) => isSettled));
      return found && { company: found.company, sourceNo: found.sourceNo };
    },
    forget: ({ sourceNo }: Named) => {
      all.splice(
        all.findIndex((one) => one.sourceNo === sourceNo),
        1,
      );
    },
  };
};
type Standing = ReturnType<typeof openStanding>;

const feeding = (draw: Draw, standing: Standing) => ({
  list: (): Act | undefined => {
    const company = draw.company();
    if (!standing.hasRoom(company)) return undefined;
    return { kind: 'list', ...standing.enter(company, true), reason: draw.name('事由') };
  },
  correct: (): Act | undefined => {
    const one = standing.one();
    return one && { kind: 'correct', ...one, reason: draw.name('更正') };
  },
  'upload-listings': (): Act | undefined => {
    const chosen = [...new Set(draw.some(2, 6, draw.company))].filter(standing.hasRoom);
    const rows = chosen.map((company) => standing.enter(company, false));
    return rows.length > 0 ? { kind: 'upload-listings', rows, key: draw.name('U') } : undefined;
  },
  'upload-penalties': (): Act => ({
    kind: 'upload-penalties',
    rows: draw.some(2, 6, () => ({ company: draw.company(), sourceNo: draw.name('P') })),
    key: draw.name('U'),
  }),
});

const ending = (standing: Standing, kind: 'withdraw' | 'remove' | 'revoke') => (): Act | undefined => {
  const one = standing.one();
  if (!one) return undefined;
  standing.forget(one);
  return { kind, ...one };
};

const asking = (draw: Draw, chance: Chance) => ({
  check: (): Act => ({ kind: 'check', ...draw.question() }),
  'check-batch': (): Act => ({ kind: 'check-batch', asked: draw.some(2, 8, draw.question) }),
  rest: (): Act => ({ kind: 'rest', department: draw.department(), ms: chance.between(200, 1500) }),
  replay: (): Act => ({
    ...{ kind: 'replay', department: draw.department(), key: draw.name('R') },
    upTo: chance.between(1, 12),
  }),
});

// The story of one city.
export const openStory = (chance: Chance) => {
  const draw = sometimes(chance);
  const standing = openStanding(draw);
  const about: Record<Kind, () => Act | undefined> = {
    ...feeding(draw, standing),
    ...asking(draw, chance),
    withdraw: ending(standing, 'withdraw'),
    remove: ending(standing, 'remove'),
    revoke: ending(standing, 'revoke'),
  };
  return {
    // The acts of the next trial.
    next: (count: number): Act[] => {
      standing.settle();
      return Array.from({ length: count }, () => about[drawKind(chance)]() ?? (about.check() as Act));
    },
  };
};
export type Story = ReturnType<typeof openStory>;
