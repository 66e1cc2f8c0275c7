import { act } from '../platform/act.ts';
import type { Ctx } from '../platform/deps.ts';
import { type Matter, upsertMatters } from './matter.store.ts';

export const loadMatters = (ctx: Ctx, matters: readonly Matter[]) =>
  act(ctx, 'matter.load', async (tx) => {
    await upsertMatters(tx, matters);
    return { value: { count: matters.length }, audit: { count: matters.length }, events: [] };
  });
