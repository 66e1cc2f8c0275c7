import { retried } from '../../intake/rows/retried.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { withdrawBreach } from './breach-record.step.ts';
import { heldVerification, moveHeld } from './own-verification.step.ts';
import { settleCommitment } from './settle-commitment.step.ts';
import { shownAgain } from './shown-verification.step.ts';
import type { ObjectionAnswerIn, VerificationShown } from './verification.schema.ts';

type Undoing = ObjectionAnswerIn & { no: string; event: 'uphold' | 'withdraw' };

// An objection is upheld, or the authority takes its decision back: the promise stands as handled again, and
// the record of the breach is withdrawn with all that followed from it.
// Errors: verification.unknown, verification.wrong-stage.
export const undoVerification = (
  ctx: Ctx,
  { no, event, reason, documentNo }: Undoing,
): Promise<VerificationShown> =>
  retried(() =>
    act(ctx, `verification.${event}`, async (tx) => {
      const at = { ctx, tx };
      const row = await heldVerification(at, `verification.${event}`, { no, event });
      await moveHeld(at, row, { no, event, act: { note: reason, documentNo } });
      const ofPromise = await settleCommitment(at, row, 'reopen', `verification.${event}`);
      const ofBreach = await withdrawBreach(at, row, reason);
      const audit = { no, commitment: row.commitmentNo, documentNo };
      return { value: await shownAgain(at, no), audit, events: [...ofPromise, ...ofBreach] };
    }),
  );
