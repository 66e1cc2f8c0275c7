import { day } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { act, must } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { findCatalog } from '../catalogs/catalog-list.ts';
import { mayFollow } from './measure.rules.ts';
import type { EditionDraft } from './measure.schema.ts';
import { addEdition, editionsLoaded } from './measure.store.ts';

// A new edition of the list of measures. Earlier ones stay as they were, for the notices that named them.
export const loadEdition = (ctx: Ctx, { edition, validFrom, source, measures }: EditionDraft) =>
  act(ctx, 'measure.load', async (tx) => {
    must(mayFollow({ edition, from: validFrom }, await editionsLoaded(tx)));
    const unknown = measures.flatMap(({ lists }) => lists.filter((list) => !findCatalog(list)));
    if (unknown.length > 0)
      throw new Problem('measure.list-unknown', {
        detail: `不认识的名单：${[...new Set(unknown)].join('、')}`,
      });
    await addEdition(
      tx,
      measures.map((measure) => ({ ...measure, edition })),
      day(validFrom),
    );
    const value = { edition, validFrom, source, count: measures.length };
    return { value, audit: value, events: [] };
  });
