import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { lastCheckpoint } from './checkpoint.store.ts';
import { checkpointTrail } from './checkpoint-trail.ts';
import { countUnkeyed } from './seal.store.ts';

// Takes over, once, what a release sealed that had no key yet: signed as it is found, and said so in the trail. Never by a
// job: whoever unmade all signatures must not have them made again.
export const adoptTrail = async (ctx: Ctx): Promise<void> => {
  const last = await lastCheckpoint(ctx.db);
  const seals = await countUnkeyed(ctx.db, last?.sealNo ?? 0);
  if (seals === 0) return;
  while (await checkpointTrail(ctx, { isAdopting: true }));
  await act(ctx, 'audit.adopt', async () => ({ value: seals, audit: { seals }, events: [] }));
};
