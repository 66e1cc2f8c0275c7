import type { Job } from './job.ts';

const KEPT_FOR_HOURS = 24;

// The first answer to an Idempotency-Key is kept for a day; afterwards the key may be used anew.
export const forgetAnswersJob: Job = {
  name: 'forget-answers',
  cron: '*/10 * * * *',
  missed: 'once',
  run: async ({ statement, clock }) => {
    const before = new Date(clock.now().getTime() - KEPT_FOR_HOURS * 3_600_000);
    await statement(`delete from idempotency_keys where created_at <= $1::text::timestamptz`, [
      before.toISOString(),
    ]);
  },
};
