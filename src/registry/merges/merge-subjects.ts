import { Problem } from '../../kernel/problems.ts';
import { act, must } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { findCandidate, settleCandidate } from '../subjects/merge-candidate.store.ts';
import { waitMergeLock } from '../subjects/subject.store.ts';
import { findFileKinds } from './file-side.store.ts';
import { pairToMerge } from './merge.rules.ts';
import { addMerge, addMoves, membersOf } from './merge.store.ts';
import { repoint } from './repoint.step.ts';

export type MergeOrder = { reason: string; survivorId?: number };
export type Merged = { id: number; survivorId: number; absorbedId: number };

// The registrar has looked at both files and says that they are one subject. A second registrar finds the
// pair settled.
export const mergeSubjects = (ctx: Ctx, candidateId: number, order: MergeOrder): Promise<Merged> =>
  act(ctx, 'subject.merge', async (tx) => {
    await waitMergeLock(tx);
    const candidate = await findCandidate(tx, candidateId);
    if (!candidate) throw new Problem('merge-candidate.unknown');
    if (candidate.state !== 'open') throw new Problem('merge-candidate.settled');
    const kinds = await findFileKinds(tx, [candidate.firstFile, candidate.secondFile]);
    const fileOf = (id: number) => ({ id, kind: kinds.get(id) ?? '' });
    const files = [fileOf(candidate.firstFile), fileOf(candidate.secondFile)] as const;
    const { survivorId, absorbedId } = must(pairToMerge(files, order.survivorId));
    const stamp = { by: ctx.actor.by, at: ctx.clock.now().toISOString() };
    const settled = { from: 'open', state: 'merged', reason: order.reason, ...stamp } as const;
    if (!(await settleCandidate(tx, candidateId, settled))) throw new Problem('merge-candidate.settled');
    const id = await addMerge(tx, { candidateId, survivorId, absorbedId, reason: order.reason, ...stamp });
    const members = await membersOf(tx, absorbedId);
    const pointing = { from: absorbedId, to: survivorId, members };
    const { moves, events } = await repoint({ ctx, tx }, pointing, {
      name: 'merge',
      ground: `主体合并（合并编号 ${id}）`,
    });
    await addMoves(tx, id, 'merge', moves);
    const audit = { subjectId: survivorId, absorbedId, merge: id, reason: order.reason, moved: moves.length };
    return { value: { id, survivorId, absorbedId }, audit, events };
  });
