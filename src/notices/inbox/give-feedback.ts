import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { act, must } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { signed } from '../delivery/signed.step.ts';
import { refreshListing } from '../supervision/duty.store.ts';
import { noticeStateOf, takesFeedback } from './feedback.rules.ts';
import { insertFeedback } from './feedback.store.ts';
import type { FeedbackDraft } from './notice.schema.ts';
import { findNotice } from './notice-list.store.ts';

// A row once written stays; a later one corrects it, and both are kept. Feedback counts as a receipt, so the
// notice is signed with it.
export const giveFeedback = (ctx: Ctx, { id, draft }: { id: string; draft: FeedbackDraft }) =>
  act(ctx, 'feedback.give', async (tx) => {
    const agency = ctx.actor.agency;
    if (!agency) throw new Problem('notice.unknown');
    // Holds the subscription, so that a correction knows what it corrects.
    await signed(ctx, tx, [id]);
    const seen = await findNotice(tx, { id, agencyId: agency.id });
    if (!seen) throw new Problem('notice.unknown');
    const now = ctx.clock.now();
    const { measure, result } = must(takesFeedback(draft, noticeStateOf(seen), dayOf(now)));
    const feedback = {
      id: ctx.newId(),
      noticeId: id,
      measure,
      result,
      executedOn: draft.executedOn ?? null,
      documentNo: draft.documentNo ?? null,
      content: draft.content ?? null,
      amount: draft.amount ?? null,
      reason: draft.reason ?? null,
      note: draft.note ?? null,
      by: ctx.actor.name,
      at: now.toISOString(),
    };
    const supersedes = await insertFeedback(tx, { ...feedback, agencyId: agency.id });
    await refreshListing(tx, { subscriptionId: seen.subscriptionId, listingId: seen.payload.listingId });
    return {
      value: { ...feedback, supersedes, supersededBy: null, agency: agency.name },
      audit: { subjectId: seen.subjectId, notice: id, measure, result, supersedes },
      events: [],
    };
  });
