import { dayOf } from '../../kernel/day.ts';
import { settingsOn } from '../../law/rulebook/rulebook.store.ts';
import type { Deps } from '../../platform/door/deps.ts';
import { forgetGone, strikeGone } from './public-change.store.ts';
import { deltasFrom } from './publicity.rules.ts';

const LONGEST_DOWNLOAD_MS = 3_600_000;

export const forgetGoneEntries = async ({ db, clock }: Deps): Promise<void> => {
  const now = clock.now();
  await strikeGone(db, new Date(now.getTime() - LONGEST_DOWNLOAD_MS).toISOString());
  const kept = (await settingsOn(db, dayOf(now)))('public.delta-keep');
  await forgetGone(db, `${deltasFrom(dayOf(now), kept)}T00:00:00+08:00`);
};
