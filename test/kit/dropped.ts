import { pollDropSources } from '../../src/intake/drop-sources/poll-drop-sources.driver.ts';
import type { TestApp } from './app.ts';
import { runQueue } from './run-jobs.ts';

let minute = 0;

// By the database's clock, which tells how long a file has not changed and when a source was looked at.
export const ageDrops = (app: Pick<TestApp, 'query'>) =>
  app.query(`update dropped_files set seen_at = seen_at - interval '1 minute'`);

// The scheduler's next look: a minute later, the queue worked after it as by the poke.
export const lookAgain = async (app: TestApp): Promise<void> => {
  minute += 1;
  app.setNow(new Date(Date.parse('2026-11-24T02:00:00.000Z') + minute * 60_000).toISOString());
  await ageDrops(app);
  await pollDropSources(app.deps);
  await runQueue(app.deps);
};

export const batchesOf = (app: TestApp) =>
  app.query(
    `select file_name as name, mode, status, accepted_count as accepted, unchanged_count as unchanged,
      rejected_count as rejected,
      split_part(submitted_by, ':', 1) as by from batches order by created_at, id`,
  );
