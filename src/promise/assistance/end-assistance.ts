import { dayOf } from '../../kernel/day.ts';
import { act } from '../../platform/door/act.ts';
import type { NewAgencyEvent } from '../../platform/door/agency-events.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { AnswerIn, AssistanceShown } from './assistance.schema.ts';
import { type AssistanceRow, endAssistanceAs } from './assistance.store.ts';
import { assistanceOut } from './assistance-out.ts';
import { heldAssistance, ownAssistance } from './own-assistance.step.ts';
import { tellAnswered, tellReturned, tellWithdrawn } from './tell-office.rules.ts';

type Ending =
  | ({ event: 'answer' } & AnswerIn)
  | { event: 'return'; reason: string }
  | { event: 'withdraw'; reason?: string | undefined };

// A request ends once: answered, sent back as no matter of that office, or withdrawn by who asked.
// Errors: assistance.unknown, assistance.other-side, assistance.wrong-stage.
export const endAssistance = (ctx: Ctx, ending: Ending & { no: string }): Promise<AssistanceShown> => {
  const { no, event } = ending;
  const action = `assistance.${event}` as const;
  return act(ctx, action, async (tx) => {
    const { row, state } = await heldAssistance({ ctx, tx }, { no, event });
    const now = ctx.clock.now();
    await endAssistanceAs(tx, no, {
      ...saidIn(ending),
      state,
      endedOn: dayOf(now),
      endedAt: now.toISOString(),
      endedBy: ctx.actor.by,
      endedByName: ctx.actor.name,
    });
    return {
      value: assistanceOut(await ownAssistance({ ctx, tx }, action, no), dayOf(now)),
      audit: { no, ...(event === 'answer' ? { finding: ending.finding } : {}) },
      events: [],
      agencyEvents: [toldOf(row, ending)],
    };
  });
};

const saidIn = (ending: Ending) =>
  ending.event === 'answer'
    ? { finding: ending.finding, answer: ending.text, evidence: ending.evidence ?? null, reason: null }
    : { finding: null, answer: null, evidence: null, reason: ending.reason ?? null };

const toldOf = (
  { no, askingId, askedId, dueOn, from, to }: AssistanceRow,
  ending: Ending,
): NewAgencyEvent => {
  const asking = { no, agencyId: askingId, dueOn };
  if (ending.event === 'answer') return tellAnswered(asking, { by: to.name, finding: ending.finding });
  if (ending.event === 'return') return tellReturned(asking, to.name);
  return tellWithdrawn({ no, agencyId: askedId, dueOn }, from.name);
};
