import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { forgetKeys } from './api-key.ts';
import { revokeKeyRow } from './key.store.ts';

export const revokeKey = async (ctx: Ctx, input: { id: string }) => {
  const revoked = await act(ctx, 'key.revoke', async (tx) => {
    if (!(await revokeKeyRow(tx, input.id, ctx.clock.now().toISOString())))
      throw new Problem('api-key.unknown');
    return { value: { id: input.id }, audit: { keyId: input.id }, events: [] };
  });
  forgetKeys(ctx);
  return revoked;
};
