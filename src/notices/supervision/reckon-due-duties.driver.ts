import type { Ctx } from '../../platform/door/deps.ts';
import { hasNewNotices, hasOpenDuties, hasProvisionalTerms } from './duty.store.ts';
import { reckonDuties } from './reckon-duties.ts';

// New notices each minute, open duties every ten minutes and once an hour: terms count in days, so the relay
// never waits for it.
export const reckonDueDuties = async (ctx: Ctx, slot: Date): Promise<void> => {
  while (await hasNewNotices(ctx.db)) await reckonDuties(ctx, 'new');
  const minute = slot.getUTCMinutes();
  if (minute % 10 === 0 && (await hasOpenDuties(ctx.db)))
    await reckonDuties(ctx, minute === 30 ? 'open' : 'unsigned');
  if (minute === 30 && (await hasProvisionalTerms(ctx.db))) await reckonDuties(ctx, 'provisional');
};
