import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { insertKey } from './agency.store.ts';
import { keyHash, newKey } from './api-key.ts';

// The key is answered this once; only its hash is stored.
export const makeKey = async ({ ctx, tx }: { ctx: Ctx; tx: Db }, agencyId: number) => {
  const id = ctx.newId();
  const key = newKey(ctx.randomBytes);
  await insertKey(tx, { id, agencyId, keyHash: keyHash(key), issuedAt: ctx.clock.now().toISOString() });
  return { id, key };
};
