import { type Problem, problems } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { forgetWholeList } from '../reconciliations/whole-list.step.ts';
import type { Lease } from './batch.store.ts';
import { endBatch } from './batch-lease.store.ts';
import { dropStruckOriginal } from './batch-part.store.ts';

// The file cannot be read, or the work broke off repeatedly: the batch says what to do.
export const failBatch = (ctx: Ctx, lease: Lease, problem: Problem): Promise<void> =>
  act(ctx, 'batch.work', async (tx) => {
    const { code, errors } = problem;
    const shown = { code, detail: problem.detail ?? problems[code].detail, errors: [...errors] };
    const at = ctx.clock.now().toISOString();
    if (await endBatch(tx, lease, { status: 'failed', at, problem: shown }))
      await forgetWholeList(tx, lease.id);
    await dropStruckOriginal(tx, lease.id);
    return { value: undefined, audit: { batch: lease.id, status: 'failed', code }, events: [] };
  });
