import { reachOf } from '../../access/reach.rules.ts';
import { Problem } from '../../kernel/problems.ts';
import { act, must } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { signed } from '../delivery/signed.step.ts';
import { mayBeSigned } from './feedback.rules.ts';
import { findNotice } from './notice-list.store.ts';

// Signing twice changes nothing.
export const signNotice = (ctx: Ctx, id: string) =>
  act(ctx, 'notice.sign', async (tx) => {
    const whose = { id, agencyId: reachOf(ctx.actor, 'notice.sign') };
    const seen = await findNotice(tx, whose);
    if (!seen) throw new Problem('notice.unknown');
    must(mayBeSigned({ isSuperseded: seen.supersededBy !== null }));
    await signed(ctx, tx, [id]);
    const after = await findNotice(tx, whose);
    return {
      value: { id, signedAt: after?.signedAt ?? null, signedBy: after?.signedBy ?? null },
      audit: { subjectId: seen.subjectId, notice: id },
      events: [],
    };
  });
