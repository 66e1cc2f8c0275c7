import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { findCandidate, settleCandidate } from '../subjects/merge-candidate.store.ts';

// They are two subjects: the pair is not raised again.
export const dismissCandidate = (
  ctx: Ctx,
  id: number,
  { reason }: { reason: string },
): Promise<{ id: number; state: 'dismissed' }> =>
  act(ctx, 'subject.dismiss-duplicate', async (tx) => {
    const candidate = await findCandidate(tx, id);
    if (!candidate) throw new Problem('merge-candidate.unknown');
    const at = ctx.clock.now().toISOString();
    const to = { from: 'open', state: 'dismissed', reason, by: ctx.actor.by, at } as const;
    if (!(await settleCandidate(tx, id, to))) throw new Problem('merge-candidate.settled');
    const audit = { subjectId: candidate.firstFile, otherId: candidate.secondFile, candidate: id, reason };
    return { value: { id, state: 'dismissed' }, audit, events: [] };
  });
