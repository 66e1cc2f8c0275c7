import { setTimeout as wait } from 'node:timers/promises';
import type { Chance } from '../chance.ts';
import type { City } from './city.ts';
import type { Afterwards, Injected, RandomFault } from './fault.ts';
import { judge } from './judge.ts';
import type { Story } from './plan.ts';
import { becomeQuiet } from './quiet.ts';
import { type Played, playActs } from './trial-acts.ts';

export type Trial = Played & {
  no: number;
  fault: RandomFault;
  inject: Injected;
  afterwards: Afterwards | undefined;
  // With which act the fault comes, and how long after it.
  at: number;
  afterMs: number;
};

const [LEAST_ACTS, MOST_ACTS] = [24, 44];

// All that chance decides about a trial, before it begins.
export const drawTrial = (
  chance: Chance,
  story: Story,
  { no, fault }: { no: number; fault: RandomFault },
): Trial => {
  const acts = story.next(chance.between(LEAST_ACTS, MOST_ACTS));
  return {
    ...{ no, fault, acts, inject: fault.draw(chance), afterwards: fault.drawAfterwards?.(chance, story) },
    at: chance.between(3, Math.floor(acts.length / 2)),
    afterMs: chance.between(0, 200),
    pausesMs: acts.map(() => chance.between(10, 180)),
  };
};

const judgeInQuiet = async (city: City, no: string): Promise<string[]> => [
  ...(await becomeQuiet(city)),
  ...(await judge(city, no).catch((error) => [`judge: ${error}`])),
];

// Acts go on while something breaks; once all are acknowledged and things are quiet, what is known is judged.
export const runTrial = async (city: City, trial: Trial): Promise<string[]> => {
  const faults: string[] = [];
  const { name } = trial.fault;
  let injected: Promise<unknown> = Promise.resolve();
  await playActs(city, trial, faults, (place) => {
    if (place !== trial.at) return;
    injected = wait(trial.afterMs)
      .then(() => trial.inject(city))
      .catch((error) => void faults.push(`${name}: ${error}`));
  });
  await injected;
  faults.push(...(await judgeInQuiet(city, `${trial.no}`)));
  if (!trial.afterwards || faults.length > 0) return faults;
  faults.push(...(await trial.afterwards(city).catch((error) => [`${name}: ${error}`])));
  faults.push(...(await judgeInQuiet(city, `${trial.no}b`)));
  return faults;
};
