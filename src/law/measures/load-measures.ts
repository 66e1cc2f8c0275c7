import { day } from '../../kernel/day.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { editionMeasures } from './edition-2024.ts';
import { addMissingMeasures } from './measure.store.ts';

const FIRST_DAY = day('2024-01-01');

// The lawful measures of the edition in force; what a deployment has edited stays. Safe to repeat.
export const loadMeasures = (ctx: Ctx) =>
  act(ctx, 'reference.load', async (tx) => {
    await addMissingMeasures(tx, editionMeasures, FIRST_DAY);
    return { value: null, audit: { measures: editionMeasures.length }, events: [] };
  });
