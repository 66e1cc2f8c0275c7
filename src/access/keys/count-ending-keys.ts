import type { Ctx } from '../../platform/door/deps.ts';
import { NOTICE_MS } from './key.rules.ts';
import { countEnding } from './key.store.ts';

/** Keys of the asker's agency that still work and will not in thirty days. */
export const countEndingKeys = async ({ db, clock, actor }: Ctx): Promise<number> => {
  if (!actor.agency) return 0;
  const now = clock.now();
  const by = new Date(now.getTime() + NOTICE_MS).toISOString();
  return countEnding(db, actor.agency.id, { now: now.toISOString(), by });
};
