import { look } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { cursors, page, readCursor } from '../../platform/web/page-cursor.ts';
import type { CandidateState } from '../subjects/duplicate.rules.ts';
import { listCandidates } from '../subjects/merge-candidate.store.ts';
import { describePairs } from './describe-pairs.step.ts';
import type { Pair } from './merge-pair.ts';

// The registrar's merge queue, oldest first.
export const searchCandidates = (
  ctx: Ctx,
  query: { state: CandidateState; limit: number; after?: string },
): Promise<{ items: Pair[]; next: string | null }> =>
  look(ctx, 'subject.list-duplicates', async (tx) => {
    const after = readCursor(cursors.id, query.after)?.[0] ?? 0;
    const found = await listCandidates(tx, { state: query.state, after, limit: query.limit });
    const { items, next } = page(found, query.limit, ({ id }) => [id]);
    const value = { items: await describePairs({ ctx, tx }, items), next };
    return { value, audit: { state: query.state, count: items.length } };
  });
