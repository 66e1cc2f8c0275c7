import { type Risk, risks } from './verification.rules.ts';

/**
 * rate: how many of a hundred promises of this risk; ordinary: how many of a hundred who promised nothing.
 * carried: hundredths that the draws before this one have left over.
 */
export type Stratum = {
  risk: Risk;
  population: number;
  rate: number;
  ordinary: number;
  carried: number;
};
export type DrawnStratum = Stratum & { taken: number; left: number };

const HUNDRED = 100;

// A promise never brings more inspections than no promise would: the lower rate counts, a share is
// rounded down, and what is left over waits for the next draw, so that few promises are drawn in the end too.
// Basis: 国办发〔2020〕42号（不得因承诺而歧视）；本市设定，参照深圳经济特区优化营商环境条例第六十三条
export const shareOf = (stratum: Stratum): DrawnStratum => {
  const owed = stratum.carried + stratum.population * Math.min(stratum.rate, stratum.ordinary);
  const taken = Math.floor(owed / HUNDRED);
  return { ...stratum, taken, left: owed - taken * HUNDRED };
};

type Member = { no: string; risk: Risk };
type Hash = (text: string) => string;

// Same seed, same population, same result: of each risk those whose hash with the seed is lowest, which nobody
// knows before the seed. The database draws by the same order (draw.store.ts).
export const drawSample = (
  hash: Hash,
  seed: string,
  population: readonly Member[],
  shares: readonly Pick<DrawnStratum, 'risk' | 'taken'>[],
): string[] =>
  risks.flatMap((risk) => {
    const taken = shares.find((share) => share.risk === risk)?.taken ?? 0;
    const ranked = population
      .filter((member) => member.risk === risk)
      .map(({ no }) => ({ no, rank: hash(`${seed}:${no}`) }))
      .sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0));
    return ranked.slice(0, taken).map(({ no }) => no);
  });

/** A unit's officers who may be drawn, by their numbers. */
export type UnitOfficers = { agencyId: number; ids: readonly string[] };

const OFFICER_DIGITS = 12;

// The seed chooses the officer too, so that nobody picks whom to inspect or who inspects; null where a unit has
// no officer of its own here. The database chooses by the same number (draw.store.ts).
// Basis: 国办发〔2015〕58号（随机抽取检查对象、随机选派执法检查人员）
export const officerFor = (
  hash: Hash,
  { seed, no, ids }: { seed: string; no: string; ids: readonly string[] },
): string | null => {
  const number = Number.parseInt(hash(`${seed}:officer:${no}`).slice(0, OFFICER_DIGITS), 16);
  return ids[number % ids.length] ?? null;
};

export type Drawn = { no: string; officerId: string | null };
/** The text whose digest is written down beside the seed. */
export const drawnText = (drawn: readonly Drawn[]): string =>
  drawn
    .map(({ no, officerId }) => `${no} ${officerId ?? '-'}`)
    .sort()
    .join('\n');

const FIGURES = 4;
/** Where the running number begins, after two letters and the year. */
export const NUMBER_AT = 6;
export const drawNo = (year: string, sequence: number): string =>
  `CC${year}${String(sequence).padStart(FIGURES, '0')}`;
