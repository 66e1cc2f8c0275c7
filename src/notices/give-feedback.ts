import { Problem } from '../kernel/problems.ts';
import { act, must } from '../platform/act.ts';
import type { Ctx } from '../platform/deps.ts';
import { takesFeedback } from './feedback.rules.ts';
import type { FeedbackDraft } from './notice.schema.ts';
import { findNotice, insertFeedback } from './notice-list.store.ts';

// What a department did about a measure. A row once written stays; a later one adds to it.
export const giveFeedback = (ctx: Ctx, { id, draft }: { id: string; draft: FeedbackDraft }) =>
  act(ctx, 'feedback.give', async (tx) => {
    const agency = ctx.actor.agency;
    const seen = await findNotice(tx, { id, agencyId: agency?.id ?? null });
    if (!seen || !agency) throw new Problem('notice.unknown');
    const { measure, result, reason } = must(takesFeedback(draft, seen.measures));
    const feedback = {
      id: ctx.newId(),
      noticeId: id,
      agencyId: agency.id,
      measure,
      result,
      executedOn: draft.executedOn ?? null,
      documentNo: draft.documentNo ?? null,
      reason: reason ?? null,
      by: ctx.actor.name,
      at: ctx.clock.now().toISOString(),
    };
    await insertFeedback(tx, feedback);
    const { agencyId: _, ...value } = feedback;
    return {
      value,
      audit: { subjectId: seen.subjectId, notice: id, measure, result },
      events: [],
    };
  });
