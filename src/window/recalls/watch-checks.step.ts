import { addDays, dayOf } from '../../kernel/day.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { lookupsAgain } from '../checks/lookups-again.ts';
import {
  type AskedCheck,
  addTouched,
  addWatches,
  dropOldWatches,
  findAsked,
  lookBackFrom,
  type NewWatch,
  readLines,
} from './watch.store.ts';

const KEPT_DAYS = 7;

// Notes under which lookups each new check asked, also where nobody was found, and which checks a change has touched since.
// True where more of the trail is left to read.
export const watchChecks = async ({ ctx, tx }: { ctx: Ctx; tx: Db }): Promise<boolean> => {
  const now = ctx.clock.now();
  const lines = await readLines(tx, now.toISOString());
  if (!lines) return false;
  const { checkNos, files, since, isBehind } = lines;
  const asked = checkNos.length > 0 ? await findAsked(tx, checkNos) : [];
  if (asked.length > 0)
    await addWatches(
      tx,
      asked.flatMap((one) => watchesOf(ctx, one)),
    );
  if (since !== null) await addTouched(tx, { since: lookBackFrom(since), files });
  await dropOldWatches(tx, addDays(dayOf(now), -KEPT_DAYS));
  return isBehind;
};

const watchesOf = ({ vault }: Ctx, { no, subject, lookups, validUntil }: AskedCheck): NewWatch[] => {
  const again = lookupsAgain(vault, { subject, facts: lookups ? { lookups } : {} });
  return [...new Set(again)].flatMap((lookup) => (lookup ? [{ lookup, checkNo: no, validUntil }] : []));
};
