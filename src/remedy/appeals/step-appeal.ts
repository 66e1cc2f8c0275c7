import { type Day, day, dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { act, must } from '../../platform/door/act.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { NewEvent } from '../../platform/door/outbox.ts';
import { sayAnew } from '../../registry/listings/move-listings.step.ts';
import { stillBears } from '../cases/case-step.rules.ts';
import { deleteTarget } from '../cases/delete-target.step.ts';
import { type CaseOrder, type MovedCase, stepCase } from '../cases/step-case.step.ts';
import {
  type AppealResult,
  type AppealState,
  type AppealStep,
  checkClosing,
  isOpenAppeal,
  moveAppeal,
} from './appeal.rules.ts';
import { type AppealRow, findAppeal, flagAppealed, saveAppeal } from './appeal.store.ts';
import { type AppealLine, appealOut } from './appeal-out.ts';
import { appealKindWords, appealStateWords } from './appeal-words.rules.ts';

export type AppealOrder = CaseOrder<AppealStep> & {
  result?: AppealResult | undefined;
  endedOn?: string | undefined;
};
type At = { ctx: Ctx; tx: Db };
type AppealMove = MovedCase<AppealRow> & { order: AppealOrder };

// A stay begins and ends by its document; the end of an appeal takes its flags away, and a decision that was
// quashed falls with its listing in the same transaction.
// Errors: appeal.unknown, appeal.wrong-stage, appeal.not-corrected, case.not-authority, record.stale.
export const stepAppeal = async (ctx: Ctx, order: AppealOrder): Promise<AppealLine> =>
  act(ctx, `appeal.${order.step}`, async (tx) => {
    const { after, audit, events } = await stepCase({ ctx, tx }, order, {
      kind: 'appeal',
      action: `appeal.${order.step}`,
      find: findAppeal,
      stateWords: appealStateWords,
      isApplicants: false,
      move: (found) => moveAppeal(found, order.step, order.result),
      work: async (moved) => {
        if (order.step === 'stay' || moved.state === 'quashed') must(stillBears(moved.found));
        const at = ctx.clock.now().toISOString();
        await saveAppeal(tx, order.id, savedBy({ ...moved, order }, dayOf(ctx.clock.now())));
        const fallen = await takeResult({ ctx, tx }, { ...moved, order });
        if (moved.found.isMoved) return fallen;
        await flagAppealed(tx, moved.found.recordId, moved.state, at);
        return fallen.length > 0 ? fallen : sayAnew({ ctx, tx }, [moved.target.listing]);
      },
    });
    return { value: appealOut(after), audit, events };
  });

const savedBy = ({ found, state, order }: AppealMove, today: Day) => {
  const isStay = order.step === 'stay';
  return {
    state,
    stayedOn: isStay ? today : found.stayedOn,
    stayDocumentNo: isStay ? (order.documentNo ?? null) : found.stayDocumentNo,
    ...endOf({ found, state, order }, today),
  };
};

type Ending = { found: AppealRow; state: AppealState; order: AppealOrder };

const endOf = ({ found, state, order }: Ending, today: Day) => {
  if (isOpenAppeal(state)) return { endedOn: null, endDocumentNo: null };
  const endedOn = order.endedOn === undefined ? today : day(order.endedOn);
  if (endedOn > today || endedOn < found.startedOn) throw outOfTime;
  return { endedOn, endDocumentNo: order.documentNo ?? null };
};

const outOfTime = new Problem('request.invalid', {
  errors: [
    {
      pointer: '/endedOn',
      code: 'day.out-of-range',
      message: '办结之日应在受理或立案之日以后、今天以前（含当日）。',
    },
  ],
});

// Basis: 国办发〔2020〕49号第（八）项（撤销）；行政处罚法第四十八条
const takeResult = async (at: At, { found, target, state, order }: AppealMove): Promise<NewEvent[]> => {
  const { result, documentNo } = order;
  must(checkClosing(result, { seenVersion: found.seenVersion, version: target.record.version }));
  if (state !== 'quashed') return [];
  const ground = `${appealKindWords[found.kind]}撤销原决定（${documentNo}）`;
  return deleteTarget(at, target, { ground, documentNo });
};
