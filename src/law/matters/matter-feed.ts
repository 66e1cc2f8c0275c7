import type { Ctx } from '../../platform/door/deps.ts';
import { latestChanges } from './matter.store.ts';
import { atomOf } from './matter-atom.rules.ts';

/** The changes of the latest editions, for feed readers. */
export const matterFeed = async ({ db, config, clock }: Ctx): Promise<string> =>
  atomOf(await latestChanges(db), { origin: config.publicUrl, now: clock.now().toISOString() });
