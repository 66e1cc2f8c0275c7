import type { PostgresServer } from '../../../test/kit/postgres.ts';
import { type Chance, chanceFrom } from '../chance.ts';
import { randomFaults } from './all-faults.ts';
import { type City, openCity } from './city.ts';
import { databaseOnSmallDisk, dropDatabase } from './city-database.ts';
import { layTriggers } from './disk-faults.ts';
import type { RandomFault } from './fault.ts';
import { openStory } from './plan.ts';
import { drawTrial, runTrial } from './trial.ts';

export type Judged = { fault: string; title: string; seconds: number; violations: string[] };
export type Campaign = { judged: Judged[]; skipped: { title: string; why: string }[] };
export type Wish = {
  seed: number;
  // Whichever comes first.
  minutes: number;
  trials?: number | undefined;
  // Some faults only.
  names?: readonly string[] | undefined;
  tell(line: string): void;
};

// A feed that is read anew with every judgement must not grow for ever.
const TRIALS_OF_A_CITY = 25;

// Each fault once, in an order of chance, and then again.
const inTurn = (chance: Chance, faults: readonly RandomFault[]) => {
  let left: RandomFault[] = [];
  return (): RandomFault => {
    if (left.length === 0) left = [...faults];
    return left.splice(chance.between(0, left.length - 1), 1)[0] as RandomFault;
  };
};

const openOne = async (about: Pick<City, 'server' | 'life' | 'tell'>): Promise<City> => {
  const city = await openCity(await databaseOnSmallDisk(about.server), about);
  await layTriggers(city);
  // A sequence of a database made from a template would be set back by a crash before the first checkpoint.
  await city.sql`checkpoint`;
  return city;
};

const tellTrial = (tell: Wish['tell'], about: Judged & { seed: number; no: number }) => {
  const { seed, no, fault, seconds, violations } = about;
  const verdict = violations.length === 0 ? 'ok    ' : 'FAILED';
  const count = `${violations.length} violations`;
  tell(`${verdict} trial ${String(no).padStart(4)} seed ${seed} ${fault.padEnd(15)} ${seconds} s, ${count}`);
  for (const violation of violations.slice(0, 12)) tell(`         ${violation}`);
};

const isDeadly = (fault: RandomFault, violations: readonly string[]) =>
  // What is broken once would be told again by every judgement to come.
  violations.length > 0 || fault.endsCity === true;

export const runCampaign = async (server: PostgresServer, wish: Wish): Promise<Campaign> => {
  const { seed, minutes, trials = Number.POSITIVE_INFINITY, names, tell } = wish;
  const chance = chanceFrom(seed);
  const until = performance.now() + minutes * 60_000;
  const wished = randomFaults.filter(({ name }) => !names || names.includes(name));
  const skipped = wished.flatMap((one) => ({ title: one.title, why: one.skipped?.() ?? null }));
  const next = inTurn(
    chance,
    wished.filter((one) => !one.skipped?.()),
  );
  const judged: Judged[] = [];
  const goesOn = () => performance.now() < until && judged.length < trials;

  for (let life = 1; goesOn(); life++) {
    const city = await openOne({ server, life: `${seed}.${life}`, tell });
    const story = openStory(chance);
    try {
      for (let left = TRIALS_OF_A_CITY; left > 0 && goesOn(); left--) {
        const [fault, from, no] = [next(), performance.now(), judged.length + 1];
        const violations = await runTrial(city, drawTrial(chance, story, { no, fault }));
        const seconds = Math.round((performance.now() - from) / 100) / 10;
        judged.push({ fault: fault.name, title: fault.title, seconds, violations });
        tellTrial(tell, { ...(judged.at(-1) as Judged), seed, no });
        if (isDeadly(fault, violations)) break;
      }
    } finally {
      await city.close();
      await dropDatabase(server, city.url);
    }
  }
  return { judged, skipped: skipped.flatMap(({ title, why }) => (why ? [{ title, why }] : [])) };
};
