import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import type { City } from './city.ts';
import { copyDatabase, replaceDatabase } from './city-database.ts';
import type { RandomFault } from './fault.ts';
import { isLive } from './model.ts';
import { becomeQuiet } from './quiet.ts';
import { playActs } from './trial-acts.ts';

const run = promisify(execFile);
const cli = (...args: string[]) => ['--disable-proto=delete', 'dist/cli.mjs', ...args];
const LOST_ACTS = 8;

const hasCommand = () => spawnSync(process.execPath, cli('after-restore', '--help')).status === 0;

// Nobody may be connected while a database is copied or replaced.
const whileAway = async ({ fleet }: City, step: () => Promise<unknown>) => {
  await Promise.all(fleet.servers.map((one) => one.end('SIGTERM')));
  await step();
  await Promise.all([fleet.replace(0), fleet.replace(1)]);
};

// What stands is told again under the raised epoch.
const toldAgain = (city: City) => {
  for (const one of city.model.listings.values()) if (isLive(one)) one.moves += 1;
};

export const restoreFaults: readonly RandomFault[] = [
  {
    name: 'restore',
    title: 'an earlier copy of the database restored after more acts, then `cli after-restore`',
    skipped: () => (hasCommand() ? null : 'missing'),
    endsCity: true,
    draw: () => async () => {},
    drawAfterwards: (_, story) => {
      const lost = story.next(LOST_ACTS);
      return async (city) => {
        const { server, url, env } = city;
        const faults: string[] = [];
        await whileAway(city, () => copyDatabase(server, url));
        const kept = structuredClone(city.model);
        await playActs(city, { acts: lost, pausesMs: lost.map(() => 20) }, faults);
        faults.push(...(await becomeQuiet(city)));
        await whileAway(city, async () => {
          await replaceDatabase(server, url);
          await run(process.execPath, cli('after-restore'), { env: { PATH: process.env.PATH, ...env } });
        });
        city.model = kept;
        toldAgain(city);
        return faults;
      };
    },
  },
];
