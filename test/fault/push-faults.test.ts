import { afterAll, beforeAll, expect, test } from 'vitest';
import { scenarios } from '../../scripts/faults/all.ts';
import { perform } from '../../scripts/faults/scenario.ts';
import { type PostgresServer, startOwnPostgres } from '../kit/postgres.ts';

// A few trials of every fault that `npm run faults` tries many times (docs/reliability.md).
const TRIALS = 2;

let server: PostgresServer;
beforeAll(async () => {
  server = await startOwnPostgres(process.env.TEST_DB === 'pg15' ? 15 : 18);
});
afterAll(() => server.stop());

test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
  '%s: nothing lost, each subject in order, repeats only under the same id',
  async (_, scenario) => {
    const outcome = await perform(scenario, { server, trials: TRIALS, seed: 7 });
    expect(outcome.notices).toBeGreaterThan(0);
    expect(outcome).toMatchObject({ otherIds: 0, lost: 0, outOfOrder: 0, feedGaps: 0, refused: 0 });
  },
);
