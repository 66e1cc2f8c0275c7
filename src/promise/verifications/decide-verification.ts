import { retried } from '../../intake/rows/retried.ts';
import { day, dayOf } from '../../kernel/day.ts';
import { act, must } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { keepBreach } from './breach-record.step.ts';
import { heldVerification, moveHeld } from './own-verification.step.ts';
import { settleCommitment } from './settle-commitment.step.ts';
import { shownAgain } from './shown-verification.step.ts';
import { checkDecisionDay, isFalsePromise, outcomes } from './verification.rules.ts';
import type { DecisionIn, VerificationShown } from './verification.schema.ts';

// The authority decides, with a document. Decision, promise, record, notices and audit line are kept together
// or not at all.
// Errors: verification.unknown, verification.wrong-stage, verification.day, commitment.row-refused.
export const decideVerification = (
  ctx: Ctx,
  { no, ...said }: DecisionIn & { no: string },
): Promise<VerificationShown> =>
  retried(() =>
    act(ctx, 'verification.decide', async (tx) => {
      const at = { ctx, tx };
      const { outcome, documentNo, breach } = said;
      const moving = { no, event: outcomes[outcome] };
      const row = await heldVerification(at, 'verification.decide', moving);
      const today = dayOf(ctx.clock.now());
      const foundOn = row.foundOn ?? today;
      const decidedOn = must(checkDecisionDay({ today, decidedOn: day(said.decidedOn ?? today), foundOn }));
      await moveHeld(at, row, {
        ...moving,
        act: { note: breach, documentNo },
        sets: { outcome, documentNo, decidedOn },
      });
      const isFalse = isFalsePromise(outcome);
      const ofPromise = await settleCommitment(at, row, isFalse ? 'breach' : 'verify', 'verification.decide');
      const ofBreach = isFalse ? await keepBreach(at, row, { documentNo, decidedOn, breach }) : [];
      const audit = { no, commitment: row.commitmentNo, outcome, documentNo };
      return { value: await shownAgain(at, no), audit, events: [...ofPromise, ...ofBreach] };
    }),
  );
