import { addDays, type Day, dayOf } from '../../kernel/day.ts';
import { look } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { unusualKeys, unusualTerms } from './unusual-access.rules.ts';
import { countLooksBetween, firstLineFrom, readUnusualTerms } from './unusual-access.store.ts';

const HOUR_MS = 3_600_000;
const midnight = (day: Day): Date => new Date(`${day}T00:00:00+08:00`);
const hourBefore = (at: Date): string => new Date(at.getTime() - HOUR_MS).toISOString();

// People who looked more on a day of Shanghai than the thresholds allow, counted; reading it leaves a line too.
export const listUnusualAccess = (ctx: Ctx, { day = dayOf(ctx.clock.now()) }: { day?: Day | undefined }) =>
  look(ctx, 'audit.read', async (tx) => {
    const term = await readUnusualTerms(tx, day);
    const most = Object.fromEntries(unusualKeys.map((key) => [key, term(key)])) as Record<
      (typeof unusualKeys)[number],
      number
    >;
    const [from, until] = [midnight(day), midnight(addDays(day, 1))];
    const first = await firstLineFrom(tx, hourBefore(from));
    const span = { from: from.toISOString(), until: until.toISOString(), first };
    const found = await countLooksBetween(tx, span, most);
    const lists = unusualKeys.map((key) => ({
      list: key,
      name: unusualTerms[key].name,
      threshold: most[key],
      items: found.filter(({ list }) => list === key).map(({ list: _list, ...item }) => item),
    }));
    return { value: { day, lists }, audit: { unusualOn: day, count: found.length } };
  });
