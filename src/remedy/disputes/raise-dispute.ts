import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { readCalendar } from '../../law/calendar/calendar.store.ts';
import { settingsOn } from '../../law/rulebook/rulebook.store.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { sayAnew } from '../../registry/listings/move-listings.step.ts';
import { dueAfter } from '../cases/case-due.rules.ts';
import { findCaseTarget, settleApplicant } from '../cases/case-target.step.ts';
import { writeStep } from '../cases/step-case.step.ts';
import type { DisputeIn } from './dispute.schema.ts';
import { type DisputeRow, findDispute, flagTarget, insertDispute } from './dispute.store.ts';
import { type DisputeLine, disputeOut } from './dispute-out.ts';

// The flag is set in the same transaction, and the source unit has the dispute on its board with its due day.
// Basis: 本市设定，参照深圳经济特区社会信用条例第四十八条（立即标注）、上海市社会信用条例第三十六条
// Errors: case.target-unknown, case.subject-required, dispute.not-disputable, dispute.open.
export const raiseDispute = async (ctx: Ctx, input: DisputeIn): Promise<DisputeLine> => {
  const today = dayOf(ctx.clock.now());
  const calendar = await readCalendar(ctx.statement);
  return act(ctx, 'dispute.raise', async (tx) => {
    const target = await findCaseTarget(tx, input.target);
    const { record, listing } = target;
    const applicant = await settleApplicant({ ctx, tx }, target, input.subject);
    if (record.state !== 'live' && record.state !== 'unpublished')
      throw new Problem('dispute.not-disputable');
    const setting = await settingsOn(tx, today);
    const id = await insertDispute(tx, {
      recordId: record.id,
      originId: record.originId ?? record.subjectId,
      listingId: listing?.id ?? null,
      agencyId: ctx.actor.agency?.id ?? 0,
      applicant,
      ground: input.ground,
      statement: input.statement,
      raisedOn: today,
      seenVersion: record.version,
      ...dueAfter(calendar, today, setting('dispute.decide')),
    });
    if (id === undefined) throw new Problem('dispute.open');
    await flagTarget(tx, record.id, ctx.clock.now().toISOString());
    const first = { id, step: 'raise', from: null, to: 'open', reason: input.statement };
    await writeStep({ ctx, tx }, 'dispute', first);
    const dispute = (await findDispute(tx, id)) as DisputeRow;
    const { purpose, caseNo = null, ground } = input;
    const audit = { subjectId: dispute.subjectId, dispute: id, applicant, ground, purpose, caseNo };
    return { value: disputeOut(dispute, today), audit, events: await sayAnew({ ctx, tx }, [listing]) };
  });
};
