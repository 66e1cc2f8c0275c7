import { dayOf } from '../../kernel/day.ts';
import type { Calendar } from '../../kernel/working-days.ts';
import { readCalendar } from '../../law/calendar/calendar.store.ts';
import { settingsOn } from '../../law/rulebook/rulebook.store.ts';
import { act, must } from '../../platform/door/act.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { NewEvent } from '../../platform/door/outbox.ts';
import { sayAnew } from '../../registry/listings/move-listings.step.ts';
import { dueAfter, noDue } from '../cases/case-due.rules.ts';
import { stillBears } from '../cases/case-step.rules.ts';
import { type CaseOrder, type MovedCase, stepCase } from '../cases/step-case.step.ts';
import {
  checkUpholding,
  type DisputeEffect,
  type DisputeStep,
  isApplicantsDisputeStep,
  moveDispute,
} from './dispute.rules.ts';
import { type DisputeRow, findDispute, flagTarget, saveDispute } from './dispute.store.ts';
import { takeEffect } from './dispute-effect.step.ts';
import { type DisputeLine, disputeOut } from './dispute-out.ts';
import { disputeStateWords } from './dispute-words.rules.ts';

export type DisputeOrder = CaseOrder<DisputeStep> & {
  effect?: DisputeEffect | undefined;
  note?: string | undefined;
};
type At = { ctx: Ctx; tx: Db };
type DisputeMove = MovedCase<DisputeRow> & { order: DisputeOrder };

// The end of a dispute takes its flag away; upholding takes effect in the same transaction.
// Errors: dispute.unknown, dispute.wrong-stage, dispute.not-corrected, dispute.note-required,
// case.not-authority, case.not-applicant.
export const stepDispute = async (ctx: Ctx, order: DisputeOrder): Promise<DisputeLine> => {
  const calendar = await readCalendar(ctx.statement);
  return act(ctx, `dispute.${order.step}`, async (tx) => {
    const { after, audit, events } = await stepCase({ ctx, tx }, order, {
      kind: 'dispute',
      action: `dispute.${order.step}`,
      find: findDispute,
      stateWords: disputeStateWords,
      isApplicants: isApplicantsDisputeStep(order.step),
      move: (found) => moveDispute(found, order.step),
      work: async (moved) => {
        const events = order.step === 'uphold' ? await uphold({ ctx, tx }, { ...moved, order }) : [];
        await saveDispute(tx, order.id, await changesOf({ ctx, tx }, { ...moved, order, calendar }));
        if (moved.state === 'open' || moved.found.isMoved) return events;
        await flagTarget(tx, moved.found.recordId, null);
        return events.length > 0 ? events : sayAnew({ ctx, tx }, [moved.target.listing]);
      },
    });
    const value = disputeOut(after, dayOf(ctx.clock.now()));
    return { value, audit: { ...audit, effect: after.effect }, events };
  });
};

const uphold = async (at: At, { found, target, order }: DisputeMove): Promise<NewEvent[]> => {
  const effect = order.effect ?? 'delete';
  if (effect === 'delete' || effect === 'stop') must(stillBears(found));
  const versions = { seenVersion: found.seenVersion, version: target.record.version };
  must(checkUpholding({ effect, note: order.note }, versions));
  const ground = `异议成立：${order.reason ?? ''}`;
  return takeEffect(at, target, { effect, ground, documentNo: order.documentNo });
};

const changesOf = async (
  { ctx, tx }: At,
  { found, target, order, state, calendar }: DisputeMove & { calendar: Calendar },
) => {
  const setting = await settingsOn(tx, dayOf(ctx.clock.now()));
  const isExtended = found.isExtended || order.step === 'extend';
  const due =
    state === 'open' ? dueAfter(calendar, found.raisedOn, setting('dispute.decide-extended')) : noDue;
  const effect = state === 'upheld' ? (order.effect ?? 'delete') : null;
  return {
    state,
    isExtended,
    ...due,
    effect,
    note: effect === null ? null : (order.note ?? null),
    correctedVersion: effect === 'correct' ? target.record.version : null,
  };
};
