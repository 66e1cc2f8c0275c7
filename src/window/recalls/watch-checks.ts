import { addDays, dayOf } from '../../kernel/day.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { lookupsAgain } from '../checks/lookups-again.ts';
import {
  type AskedCheck,
  addTouched,
  addWatches,
  dropOldWatches,
  findAsked,
  hasNewLines,
  lookBackFrom,
  type NewWatch,
  readLines,
} from './watch.store.ts';

const KEPT_DAYS = 7;

// One bite of the trail: notes under which lookups each new check asked, also where nobody was found, and which checks a
// change has touched since. True where more of the trail is left to read; what is touched is judged after it, or a change
// that goes on would bring the same checks back without end.
export const watchChecks = async (ctx: Ctx): Promise<boolean> => {
  if (!(await hasNewLines(ctx.db))) return false;
  return act(ctx, 'check.recall', async (tx) => {
    const now = ctx.clock.now();
    const lines = await readLines(tx, now.toISOString());
    const asked = lines ? await findAsked(tx, lines.checkNos) : [];
    const watches = asked.flatMap((one) => watchesOf(ctx, one));
    if (watches.length > 0) await addWatches(tx, watches);
    if (lines?.since) await addTouched(tx, { since: lookBackFrom(lines.since), files: lines.files });
    await dropOldWatches(tx, addDays(dayOf(now), -KEPT_DAYS));
    return { value: lines?.isBehind ?? false, audit: { watched: asked.length }, events: [] };
  });
};

const watchesOf = ({ vault }: Ctx, { no, subject, lookups, validUntil }: AskedCheck): NewWatch[] => {
  const again = lookupsAgain(vault, { subject, facts: lookups ? { lookups } : {} });
  return [...new Set(again)].flatMap((lookup) => (lookup ? [{ lookup, checkNo: no, validUntil }] : []));
};
