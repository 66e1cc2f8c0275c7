import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { findAgency, insertKey } from './agency.store.ts';
import { keyHash, newKey } from './api-key.ts';

// The key is answered this once; only its hash is stored.
export const issueKey = (ctx: Ctx, input: { agency: string }) =>
  act(ctx, 'key.issue', async (tx) => {
    const agency = await findAgency(tx, input.agency);
    if (!agency) throw new Problem('agency.unknown');
    const id = ctx.newId();
    const key = newKey(ctx.randomBytes);
    await insertKey(tx, {
      id,
      agencyId: agency.id,
      keyHash: keyHash(key),
      issuedAt: ctx.clock.now().toISOString(),
    });
    return { value: { id, key }, audit: { keyId: id, agency: agency.code }, events: [] };
  });
