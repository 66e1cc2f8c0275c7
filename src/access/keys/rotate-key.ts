import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { forgetKeys } from './api-key.ts';
import { drawKey } from './draw-key.step.ts';
import { keyState } from './key.rules.ts';
import { endKeyBy, holdKey } from './key.store.ts';

const HOUR_MS = 3_600_000;

// A new key that opens the same; both work until the overlap is over. Errors: api-key.unknown (404), key.ended (409).
export const rotateKey = async (ctx: Ctx, { id, overlapHours }: { id: string; overlapHours: number }) => {
  const rotated = await act(ctx, 'key.issue', async (tx) => {
    const old = await holdKey(tx, id);
    if (!old) throw new Problem('api-key.unknown');
    const now = ctx.clock.now();
    if (['expired', 'revoked'].includes(keyState(old, now))) throw new Problem('key.ended');
    const { agencyId, label, roles, catalogs, addresses, expiresAt } = old;
    const value = await drawKey(tx, ctx, {
      agencyId,
      label,
      roles,
      catalogs,
      addresses,
      expiresAt,
      replaces: id,
    });
    const until = new Date(now.getTime() + overlapHours * HOUR_MS).toISOString();
    await endKeyBy(tx, id, until);
    return { value, audit: { keyId: value.id, replaces: id, overlapHours }, events: [] };
  });
  forgetKeys(ctx);
  return rotated;
};
