import { permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { listForgotten, listRestorationRows } from './restoration.store.ts';

// The epochs so far, and what departments named that the registry has no notice of.
export const listRestorations = async (ctx: Ctx) => {
  permit(ctx, 'restoration.list');
  return {
    restorations: await listRestorationRows(ctx.db),
    forgotten: await listForgotten(ctx.db),
  };
};
