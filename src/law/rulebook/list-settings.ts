import { dayOf } from '../../kernel/day.ts';
import { permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { settingLinesOn } from './rulebook.store.ts';
import { settingOut } from './setting-out.rules.ts';

// Every number of the law as it counts today, with what is decided for later days.
export const listSettings = async (ctx: Ctx) => {
  permit(ctx, 'change.list');
  return (await settingLinesOn(ctx.db, dayOf(ctx.clock.now()))).flatMap(settingOut);
};
