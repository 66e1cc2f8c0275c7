import type { Deps } from '../../platform/door/deps.ts';

// A count of failed tries is of use for a day (sign-in-tries.rules.ts).
const outdated = [
  `delete from staff_sessions where expires_at <= $1::text::timestamptz`,
  `delete from sign_in_tries where last_at <= $1::text::timestamptz - interval '1 day'`,
];

export const forgetSessions = async ({ statement, clock }: Deps): Promise<void> => {
  for (const text of outdated) await statement(text, [clock.now().toISOString()]);
};
