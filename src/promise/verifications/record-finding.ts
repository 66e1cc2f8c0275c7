import { retried } from '../../intake/rows/retried.ts';
import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { heldVerification, moveHeld } from './own-verification.step.ts';
import { settleCommitment } from './settle-commitment.step.ts';
import { shownAgain } from './shown-verification.step.ts';
import type { FindingIn, VerificationShown } from './verification.schema.ts';

// A promise that is found true is kept from now on; one that is found untrue is only proposed: nothing of the
// promisor's credit changes.
// Errors: verification.unknown, verification.wrong-stage, verification.day.
export const recordFinding = (ctx: Ctx, no: string, found: FindingIn): Promise<VerificationShown> =>
  retried(() =>
    act(ctx, 'verification.find', async (tx) => {
      const at = { ctx, tx };
      const event = found.isTrue ? 'find-true' : 'find-not-true';
      const row = await heldVerification(at, 'verification.find', { no, event });
      const now = ctx.clock.now();
      const visit = found.method === 'visit' ? { site: found.site, visitedAt: found.visitedAt } : {};
      if (found.method === 'visit' && new Date(found.visitedAt) > now)
        throw new Problem('verification.day', { detail: '现场核查的时间不能晚于现在。' });
      const assistanceNo = found.method === 'assistance' ? found.assistanceNo : null;
      await moveHeld(at, row, {
        no,
        event,
        act: { note: found.note, method: found.method, ...visit, documentNo: assistanceNo },
        sets: { method: found.method, assistanceNo, foundOn: dayOf(now) },
      });
      const events = found.isTrue ? await settleCommitment(at, row, 'verify', 'verification.find') : [];
      const audit = { no, commitment: row.commitmentNo, method: found.method, isTrue: found.isTrue };
      return { value: await shownAgain(at, no), audit, events };
    }),
  );
