import type { Deps } from './deps.ts';

const KEPT_FOR_HOURS = 24;

// The first answer to an Idempotency-Key is kept for a day; afterwards the key may be used again.
export const forgetAnswers = async ({ statement, clock }: Deps): Promise<void> => {
  const before = new Date(clock.now().getTime() - KEPT_FOR_HOURS * 3_600_000);
  await statement(`delete from idempotency_keys where created_at <= $1::text::timestamptz`, [
    before.toISOString(),
  ]);
};
