import { setTimeout as wait } from 'node:timers/promises';
import type { Chance } from '../chance.ts';
import { perform } from './acts.ts';
import type { City } from './city.ts';
import type { Injected, RandomFault } from './fault.ts';
import { judge } from './judge.ts';
import type { Act, openStory } from './plan.ts';
import { becomeQuiet } from './quiet.ts';

export type Trial = {
  no: number;
  fault: RandomFault;
  inject: Injected;
  acts: Act[];
  // With which act the fault comes, and how long after it.
  at: number;
  afterMs: number;
  pausesMs: number[];
};

const LEAST_ACTS = 24;
const MOST_ACTS = 44;

// All that chance decides about a trial, before it begins.
export const drawTrial = (
  chance: Chance,
  story: ReturnType<typeof openStory>,
  { no, fault }: { no: number; fault: RandomFault },
): Trial => {
  const acts = story.next(chance.between(LEAST_ACTS, MOST_ACTS));
  return {
    ...{ no, fault, acts, inject: fault.draw(chance) },
    at: chance.between(3, Math.floor(acts.length / 2)),
    afterMs: chance.between(0, 200),
    pausesMs: acts.map(() => chance.between(10, 180)),
  };
};

// Acts about the same company or subscription follow each other; all others run beside each other.
const lineOf = (act: Act): string => {
  switch (act.kind) {
    case 'rest':
    case 'replay':
      return `department ${act.department}`;
    case 'upload-listings':
    case 'upload-penalties':
    case 'check':
    case 'check-batch':
      return '';
    default:
      return `company ${act.company}`;
  }
};

const playActs = async (city: City, trial: Trial, faults: string[], atFault: () => void) => {
  const lines = new Map<string, Promise<unknown>>();
  const all: Promise<unknown>[] = [];
  for (const [place, act] of trial.acts.entries()) {
    if (place === trial.at) atFault();
    const line = lineOf(act);
    const before = (line && lines.get(line)) || Promise.resolve();
    const done = before
      .then(() => perform(city, act))
      .catch((error) => void faults.push(`${act.kind}: ${error instanceof Error ? error.message : error}`));
    if (line) lines.set(line, done);
    all.push(done);
    await wait(trial.pausesMs[place]);
  }
  await Promise.all(all);
};

// Acts go on while something breaks; once all are acknowledged and things are quiet, what is known is judged.
export const runTrial = async (city: City, trial: Trial): Promise<string[]> => {
  const faults: string[] = [];
  let injected: Promise<unknown> = Promise.resolve();
  await playActs(city, trial, faults, () => {
    injected = wait(trial.afterMs)
      .then(() => trial.inject(city))
      .catch((error) => void faults.push(`${trial.fault.name}: ${error}`));
  });
  await injected;
  faults.push(...(await becomeQuiet(city)));
  faults.push(...(await judge(city, trial.no).catch((error) => [`judge: ${error}`])));
  return faults;
};
