import { setTimeout as wait } from 'node:timers/promises';
import type { Chance } from '../chance.ts';
import type { City } from './city.ts';
import type { Injected, RandomFault } from './fault.ts';

type Place = 0 | 1;
const aPlace = (chance: Chance) => chance.between(0, 1) as Place;

const killed =
  (places: readonly Place[], goneMs: number): Injected =>
  async ({ fleet }: City) => {
    await Promise.all(places.map((place) => fleet.servers[place].end('SIGKILL')));
    await wait(goneMs);
    await Promise.all(places.map((place) => fleet.replace(place)));
  };

const frozen =
  (place: Place, ms: number): Injected =>
  async ({ fleet }) => {
    const { process } = fleet.servers[place];
    process.kill('SIGSTOP');
    await wait(ms);
    process.kill('SIGCONT');
  };

const stopped =
  (place: Place): Injected =>
  async ({ fleet }) => {
    const hasObeyed = await fleet.servers[place].end('SIGTERM');
    await fleet.replace(place);
    if (!hasObeyed) throw new Error('a server had to be killed to stop');
  };

export const processFaults: readonly RandomFault[] = [
  {
    name: 'kill-one',
    title: '`kill -9` of one of two processes',
    draw: (chance) => killed([aPlace(chance)], chance.between(0, 3000)),
  },
  {
    name: 'kill-both',
    title: '`kill -9` of both processes',
    draw: (chance) => killed([0, 1], chance.between(0, 2000)),
  },
  {
    name: 'freeze',
    title: 'one process frozen (SIGSTOP) for 5–15 s',
    draw: (chance) => frozen(aPlace(chance), chance.between(5000, 15_000)),
  },
  {
    name: 'stop',
    title: 'SIGTERM to one process, and another in its place',
    draw: (chance) => stopped(aPlace(chance)),
  },
];
