import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { duplicateOf } from './duplicate.rules.ts';
import { describeNamesakes, listNamesakes, listUnregistered } from './duplicate.store.ts';
import { raiseCandidates } from './merge-candidate.store.ts';

const AT_ONCE = 500;

// Puts into the registrar's queue what looks like one subject with two files; next is where the search goes
// on.
export const findDuplicates = (ctx: Ctx, after: number): Promise<{ raised: number; next: number | null }> =>
  act(ctx, 'subject.find-duplicates', async (tx) => {
    const ids = await listUnregistered(tx, { after, limit: AT_ONCE });
    const pairs = ids.length > 0 ? await listNamesakes(tx, ids) : [];
    const about = await describeNamesakes(
      tx,
      pairs.flatMap(({ id, namesakeId }) => [id, namesakeId]),
    );
    const candidates = pairs.flatMap(({ id, namesakeId }) => {
      const [subject, namesake] = [about.get(id), about.get(namesakeId)];
      return (subject && namesake && duplicateOf(subject, namesake)) || [];
    });
    const stamp = { by: ctx.actor.by, at: ctx.clock.now().toISOString() };
    const raised = candidates.length > 0 ? await raiseCandidates(tx, candidates, stamp) : [];
    const next = ids.length === AT_ONCE ? (ids.at(-1) ?? null) : null;
    return { value: { raised: raised.length, next }, audit: { count: raised.length }, events: [] };
  });
