import { addDays, type Day, day, dayOf } from '../../kernel/day.ts';
import { act } from '../../platform/door/act.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { carryOver } from './carry-over.rules.ts';
import { editionMeasures } from './edition-2026.ts';
import { addEdition, addMissingMeasures, editionsLoaded, measuresOf } from './measure.store.ts';
import { EDITION } from './official-measure.ts';
import { SUPERSEDED } from './superseded-edition.ts';

const FIRST_DAY = day('2024-01-01');

/**
 * The lawful measures of the edition in force. A deployment that runs on the one delivered before gets the
 * mended one from the next day on, with its own words kept: what was asked until then reads as it was asked.
 * One that loaded an edition of its own keeps it. Safe to repeat.
 */
export const loadMeasures = (ctx: Ctx) =>
  act(ctx, 'reference.load', async (tx) => {
    const measures = await bringIn(tx, dayOf(ctx.clock.now()));
    return { value: null, audit: { measures }, events: [] };
  });

const bringIn = async (tx: Db, today: Day): Promise<number> => {
  const loaded = await editionsLoaded(tx);
  const ours = loaded.find(({ edition }) => edition === EDITION);
  if (ours || loaded.length === 0) {
    await addMissingMeasures(tx, editionMeasures, ours ? day(ours.from) : FIRST_DAY);
    return editionMeasures.length;
  }
  if (loaded.some(({ edition }) => edition !== SUPERSEDED)) return 0;
  const mended = carryOver(await measuresOf(tx, SUPERSEDED), editionMeasures);
  await addEdition(tx, mended, addDays(today, 1));
  return mended.length;
};
