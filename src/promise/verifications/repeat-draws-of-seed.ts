import { look } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { comparedDraw } from './compared-draw.step.ts';
import type { DrawCompared } from './draw.schema.ts';
import { findDrawsOfSeed } from './draw.store.ts';

/** Every draw that had this seed, made again. */
export const repeatDrawsOfSeed = (ctx: Ctx, seed: string): Promise<DrawCompared[]> =>
  look(ctx, 'verification.draw-list', async (tx) => {
    const value: DrawCompared[] = [];
    for (const draw of await findDrawsOfSeed(tx, seed)) value.push(await comparedDraw(tx, draw));
    return { value, audit: { seed, count: value.length } };
  });
