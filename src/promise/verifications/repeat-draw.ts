import { Problem } from '../../kernel/problems.ts';
import { look } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { comparedDraw } from './compared-draw.step.ts';
import type { DrawCompared } from './draw.schema.ts';
import { findDraw } from './draw.store.ts';

/** A kept draw made again from its seed, and held against what it drew. */
export const repeatDraw = (ctx: Ctx, no: string): Promise<DrawCompared> =>
  look(ctx, 'verification.draw-list', async (tx) => {
    const draw = await findDraw(tx, no);
    if (!draw) throw new Problem('verification.draw-unknown');
    const value = await comparedDraw(tx, draw);
    return { value, audit: { no, isSame: value.isSame } };
  });
