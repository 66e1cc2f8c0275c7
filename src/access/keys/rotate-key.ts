import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { forgetKeys } from './api-key.ts';
import { drawSuccessor } from './draw-key.step.ts';
import type { Rotation } from './key.table.ts';

// At once: by the operator at the command line. Errors: api-key.unknown (404), key.ended (409).
export const rotateKey = async (ctx: Ctx, rotation: Rotation) => {
  const rotated = await act(ctx, 'key.issue', async (tx) => {
    const value = await drawSuccessor({ ctx, tx }, rotation);
    return { value, audit: { keyId: value.id, ...rotation }, events: [] };
  });
  forgetKeys(ctx);
  return rotated;
};
