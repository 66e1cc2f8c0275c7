import { look } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { listDraws } from './draw.store.ts';
import { drawOut } from './draw-out.ts';

const LISTED = 100;

export const listVerificationDraws = (ctx: Ctx) =>
  look(ctx, 'verification.draw-list', async (tx) => {
    const items = (await listDraws(tx, LISTED)).map(drawOut);
    return { value: { items }, audit: { count: items.length } };
  });
