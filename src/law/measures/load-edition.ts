import { day } from '../../kernel/day.ts';
import { act, must } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { catalogs } from '../catalogs/catalog-list.ts';
import { holdLaw } from '../changes/change.store.ts';
import { refuseFaults } from '../changes/refuse-faults.ts';
import { mayFollow } from './measure.rules.ts';
import type { EditionDraft } from './measure.schema.ts';
import { addEdition, editionsLoaded } from './measure.store.ts';
import { measureFaults } from './measure-faults.rules.ts';

// The operator loads a new edition of the list of measures; it counts at once. Earlier ones stay as they
// were, for the notices that named them.
export const loadEdition = (ctx: Ctx, { edition, validFrom, source, measures }: EditionDraft) =>
  act(ctx, 'measure.load', async (tx) => {
    await holdLaw(tx);
    must(mayFollow({ edition, from: validFrom }, await editionsLoaded(tx)));
    refuseFaults(measureFaults(measures, catalogs));
    await addEdition(
      tx,
      measures.map((measure) => ({ ...measure, edition })),
      day(validFrom),
    );
    const value = { edition, validFrom, source, count: measures.length };
    return { value, audit: value, events: [] };
  });
