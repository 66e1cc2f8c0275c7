import { isImporting } from '../../intake/uploads/batch-lease.store.ts';
import { asJob, type Job } from '../../platform/schedule/job.ts';
import { publishChanges } from './publish-changes.ts';

// A tick on Workers may last so long; the next minute goes on. Beside an import it takes little: the import
// may change the same records again, and its rows and the window's checks go before.
const LONGEST_RUN_MS = 20_000;
const BESIDE_AN_IMPORT_MS = 500;

// An entry that must leave is gone before anybody is answered (take-down.ts); new and changed entries follow
// within the minute, those of a large import within the hour.
export const publishChangesJob: Job = {
  name: 'publish-changes',
  cron: '* * * * *',
  missed: 'once',
  run: async (deps) => {
    const ctx = asJob(deps, 'publish-changes');
    const now = deps.clock.now();
    const longest = (await isImporting(deps.db, now.toISOString())) ? BESIDE_AN_IMPORT_MS : LONGEST_RUN_MS;
    const until = now.getTime() + longest;
    for (let done = 1; done > 0 && deps.clock.now().getTime() < until; ) done = await publishChanges(ctx);
  },
};
