import { addDays, dayOf } from '../../kernel/day.ts';
import { settingsOn } from '../../law/rulebook/rulebook.store.ts';
import type { Job } from '../../platform/schedule/job.ts';
import { dropOldOriginals } from './batch-part.store.ts';

export const dropOldOriginalsJob: Job = {
  name: 'drop-old-originals',
  cron: '40 3 * * *',
  missed: 'once',
  run: async ({ db, clock }) => {
    const today = dayOf(clock.now());
    const setting = await settingsOn(db, today);
    await dropOldOriginals(db, addDays(today, -setting('batch.original.keep')));
  },
};
