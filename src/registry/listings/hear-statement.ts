import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { holdForStep } from './decide-listing.step.ts';
import { oneNotified } from './notified-out.step.ts';
import type { StatementIn } from './prior-notice.schema.ts';
import { findNotifiedListing, insertStatement } from './prior-notice.store.ts';

// The subject's statement against the notified listing, and what the authority found when it verified it.
// Errors: listing.unknown, listing.wrong-stage.
// Basis: 行政处罚法第四十五条（必须充分听取意见，应当复核）
export const hearStatement = (ctx: Ctx, id: number, heard: StatementIn) =>
  act(ctx, 'listing.hear', async (tx) => {
    const now = ctx.clock.now();
    const held = await holdForStep({ ctx, tx }, id, {
      action: 'listing.hear',
      step: 'list',
      version: undefined,
    });
    const notice = await findNotifiedListing(tx, id);
    if (!notice) throw new Problem('listing.wrong-stage');
    if (heard.heardOn < notice.notifiedOn || heard.heardOn > dayOf(now))
      throw new Problem('request.invalid', { errors: [outOfTime] });
    await insertStatement(tx, id, heard, { at: now.toISOString(), actor: ctx.actor.by });
    const { heardOn, result } = heard;
    const audit = { listing: id, subjectId: held.subjectId, heardOn, result };
    return { value: await oneNotified({ ctx, tx }, id), audit, events: [] };
  });

const outOfTime = {
  pointer: '/heardOn',
  code: 'day.out-of-range',
  message: '听取陈述申辩之日应在告知之日以后、今天以前（含当日）。',
};
