import type { Job } from './job.ts';

// A count of failed tries is of use for a day (access/staff/sign-in-tries.rules.ts).
const FORGET = [
  `delete from staff_sessions where expires_at <= $1::text::timestamptz`,
  `delete from sign_in_tries where last_at <= $1::text::timestamptz - interval '1 day'`,
];

export const forgetSessionsJob: Job = {
  name: 'forget-sessions',
  cron: '17 * * * *',
  missed: 'once',
  run: async ({ statement, clock }) => {
    for (const text of FORGET) await statement(text, [clock.now().toISOString()]);
  },
};
