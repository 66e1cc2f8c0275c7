import { addYears, dayOf } from '../../kernel/day.ts';
import { settingsOn } from '../../law/rulebook/rulebook.store.ts';
import type { Deps } from '../../platform/door/deps.ts';
import { dropScansBefore } from './authorisation.store.ts';

// A scan is kept as long as the person is told of the looks that it allowed.
export const forgetScans = async ({ db, clock }: Deps): Promise<void> => {
  const today = dayOf(clock.now());
  const setting = await settingsOn(db, today);
  await dropScansBefore(db, addYears(today, -setting('query-log.keep')));
};
