import { setTimeout as wait } from 'node:timers/promises';
import { perform } from './acts.ts';
import type { City } from './city.ts';
import type { Act } from './plan.ts';

export type Played = { acts: readonly Act[]; pausesMs: readonly number[] };

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

// Until each is acknowledged. before: called as each act's turn comes.
export const playActs = async (
  city: City,
  { acts, pausesMs }: Played,
  faults: string[],
  before: (place: number) => void = () => {},
) => {
  const lines = new Map<string, Promise<unknown>>();
  const all: Promise<unknown>[] = [];
  for (const [place, act] of acts.entries()) {
    before(place);
    const line = lineOf(act);
    const done = ((line && lines.get(line)) || Promise.resolve())
      .then(() => perform(city, act))
      .catch((error) => void faults.push(`${act.kind}: ${error instanceof Error ? error.message : error}`));
    if (line) lines.set(line, done);
    all.push(done);
    await wait(pausesMs[place]);
  }
  await Promise.all(all);
};
