import { execFileSync } from 'node:child_process';
import { startOwnPostgres } from '../../../test/kit/postgres.ts';
import { type Campaign, runCampaign, type Wish } from './campaign.ts';
import { mountSmallDisk } from './city-database.ts';

// A campaign over a server of its own; the service is built first, as `npm start` does.
export const performCampaign = async (wish: Wish): Promise<Campaign> => {
  execFileSync(process.execPath, ['--import', 'tsx', 'scripts/build.ts', '--if-stale'], { stdio: 'ignore' });
  const takeAway = await mountSmallDisk();
  const server = await startOwnPostgres(18);
  try {
    return await runCampaign(server, wish);
  } finally {
    await server.stop();
    takeAway();
  }
};
