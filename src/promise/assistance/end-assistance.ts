import { dayOf } from '../../kernel/day.ts';
import { act } from '../../platform/door/act.ts';
import type { NewAgencyEvent } from '../../platform/door/agency-events.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { AssistanceEvent, Finding } from './assistance.rules.ts';
import type { AnswerIn, AssistanceShown } from './assistance.schema.ts';
import { type AssistanceRow, endAssistanceAs } from './assistance.store.ts';
import { assistanceOut } from './assistance-out.ts';
import { heldAssistance, ownAssistance } from './own-assistance.step.ts';
import { tellAnswered, tellReturned, tellWithdrawn } from './tell-office.rules.ts';

type Said = {
  finding: Finding | null;
  answer: string | null;
  evidence: string | null;
  reason: string | null;
};
type Ending = {
  no: string;
  event: AssistanceEvent;
  said: Said;
  told: (row: AssistanceRow) => NewAgencyEvent;
};

// Errors: assistance.unknown, assistance.other-side, assistance.wrong-stage.
const endAssistance = (ctx: Ctx, { no, event, said, told }: Ending): Promise<AssistanceShown> =>
  act(ctx, `assistance.${event}`, async (tx) => {
    const { row, state } = await heldAssistance({ ctx, tx }, { no, event });
    const now = ctx.clock.now();
    await endAssistanceAs(tx, no, {
      ...said,
      state,
      endedOn: dayOf(now),
      endedAt: now.toISOString(),
      endedBy: ctx.actor.by,
      endedByName: ctx.actor.name,
    });
    return {
      value: assistanceOut(await ownAssistance({ ctx, tx }, `assistance.${event}`, no), dayOf(now)),
      audit: { no, ...(said.finding ? { finding: said.finding } : {}) },
      events: [],
      agencyEvents: [told(row)],
    };
  });

const toAsking = ({ no, askingId, dueOn }: AssistanceRow) => ({ no, agencyId: askingId, dueOn });
const toAsked = ({ no, askedId, dueOn }: AssistanceRow) => ({ no, agencyId: askedId, dueOn });
const nothing = { finding: null, answer: null, evidence: null, reason: null };

export const answerOffice = (ctx: Ctx, { no, finding, text, evidence }: AnswerIn & { no: string }) =>
  endAssistance(ctx, {
    no,
    event: 'answer',
    said: { finding, answer: text, evidence: evidence ?? null, reason: null },
    told: (row) => tellAnswered(toAsking(row), { by: row.to.name, finding }),
  });

/** Not a matter of the asked office: it goes back, with the reason, and costs no point. */
export const returnAssistance = (ctx: Ctx, { no, reason }: { no: string; reason: string }) =>
  endAssistance(ctx, {
    no,
    event: 'return',
    said: { ...nothing, reason },
    told: (row) => tellReturned(toAsking(row), row.to.name),
  });

export const withdrawAssistance = (ctx: Ctx, { no, reason }: { no: string; reason?: string | undefined }) =>
  endAssistance(ctx, {
    no,
    event: 'withdraw',
    said: { ...nothing, reason: reason ?? null },
    told: (row) => tellWithdrawn(toAsked(row), row.from.name),
  });
