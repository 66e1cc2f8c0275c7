import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { keyHash, newKey } from './api-key.ts';
import { insertKey } from './key.store.ts';
import type { apiKeys } from './key.table.ts';

type Bounds = Omit<typeof apiKeys.$inferInsert, 'id' | 'keyHash' | 'issuedAt'>;

/** Keeps the hash of a new key; what it returns is shown once. */
export const drawKey = async (tx: Db, ctx: Ctx, bounds: Bounds): Promise<{ id: string; key: string }> => {
  const [id, key] = [ctx.newId(), newKey(ctx.randomBytes)];
  await insertKey(tx, { ...bounds, id, keyHash: keyHash(key), issuedAt: ctx.clock.now().toISOString() });
  return { id, key };
};
