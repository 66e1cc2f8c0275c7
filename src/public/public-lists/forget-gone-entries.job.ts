import { addDays, dayOf } from '../../kernel/day.ts';
import { settingsOn } from '../../law/rulebook/rulebook.store.ts';
import type { Job } from '../../platform/schedule/job.ts';
import { forgetGone, strikeGone } from './public-change.store.ts';

const LONGEST_DOWNLOAD_MS = 3_600_000;

export const forgetGoneEntriesJob: Job = {
  name: 'forget-gone-entries',
  cron: '15 * * * *',
  missed: 'once',
  run: async ({ db, clock }) => {
    const now = clock.now();
    await strikeGone(db, new Date(now.getTime() - LONGEST_DOWNLOAD_MS).toISOString());
    const kept = (await settingsOn(db, dayOf(now)))('public.delta-keep');
    await forgetGone(db, `${addDays(dayOf(now), -kept)}T00:00:00+08:00`);
  },
};
