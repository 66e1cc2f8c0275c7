import type { Job } from './job.ts';

export const forgetSessionsJob: Job = {
  name: 'forget-sessions',
  cron: '17 * * * *',
  missed: 'once',
  run: async ({ statement, clock }) => {
    await statement(`delete from staff_sessions where expires_at <= $1::text::timestamptz`, [
      clock.now().toISOString(),
    ]);
  },
};
