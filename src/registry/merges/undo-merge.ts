import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { settleCandidate } from '../subjects/merge-candidate.store.ts';
import { waitMergeLock } from '../subjects/subject.store.ts';
import { addMoves, endMerge, findMerge, membersOf } from './merge.store.ts';
import { repoint } from './repoint.step.ts';

export type Undone = { id: number; survivorId: number; absorbedId: number };

// Everything goes back to the file it was recorded of, also what came since by a number of that file; what
// came by a number of the survivor stays. The pair waits for a decision again.
export const undoMerge = (ctx: Ctx, id: number, { reason }: { reason: string }): Promise<Undone> =>
  act(ctx, 'subject.undo-merge', async (tx) => {
    await waitMergeLock(tx);
    const merge = await findMerge(tx, id);
    if (!merge) throw new Problem('merge.unknown');
    if (merge.isUndone) throw new Problem('merge.undone');
    const { absorbedId, survivorId, candidateId, file } = merge;
    await endMerge(tx, id, { reason, by: ctx.actor.by, at: ctx.clock.now().toISOString() });
    const members = await membersOf(tx, absorbedId);
    const pointing = { from: file, to: absorbedId, members };
    const { moves, events } = await repoint({ ctx, tx }, pointing, {
      name: 'part',
      ground: `撤销主体合并（合并编号 ${id}）`,
    });
    await addMoves(tx, id, 'undo', moves);
    const open = { from: 'merged', state: 'open', reason: null, by: null, at: null } as const;
    await settleCandidate(tx, candidateId, open);
    const audit = { subjectId: absorbedId, survivorId, merge: id, reason, moved: moves.length };
    return { value: { id, survivorId, absorbedId }, audit, events };
  });
