import { Problem } from '../../kernel/problems.ts';
import { look } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { findCandidate } from '../subjects/merge-candidate.store.ts';
import { describePairs, sidesOf } from './describe-pairs.step.ts';
import { listSideListings, listSideRecords } from './file-side.store.ts';
import type { FullPair, FullSide } from './merge-pair.ts';

const SHOWN = 20;

// Both files side by side; the look is audited for either subject's sake.
export const showCandidate = (ctx: Ctx, id: number): Promise<FullPair> =>
  look(ctx, 'subject.list-duplicates', async (tx) => {
    const candidate = await findCandidate(tx, id);
    if (!candidate) throw new Problem('merge-candidate.unknown');
    const [pair] = await describePairs({ ctx, tx }, [candidate]);
    const keys = sidesOf(candidate);
    const subjects: FullSide[] = [];
    for (const [place, side] of (pair?.subjects ?? []).entries()) {
      const key = keys[place] ?? keys[0];
      const records = await listSideRecords(tx, key, SHOWN);
      subjects.push({ ...side, records, listings: await listSideListings(tx, key, SHOWN) });
    }
    const audit = { subjectId: candidate.firstFile, otherId: candidate.secondFile, candidate: id };
    return { value: { ...candidate, subjects }, audit };
  });
