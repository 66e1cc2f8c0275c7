import { dayOf } from '../../kernel/day.ts';
import { settingsOn } from '../../law/rulebook/rulebook.store.ts';
import type { Deps } from '../../platform/door/deps.ts';
import { originalsFrom } from './batch.rules.ts';
import { dropOldOriginals } from './batch-part.store.ts';

// An uploaded file is kept as long as the setting says.
export const forgetOriginals = async ({ db, clock }: Deps): Promise<void> => {
  const today = dayOf(clock.now());
  const setting = await settingsOn(db, today);
  await dropOldOriginals(db, originalsFrom(today, setting('batch.original.keep')));
};
