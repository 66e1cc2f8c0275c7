import { reachOf } from '../../access/reach.rules.ts';
import { Problem } from '../../kernel/problems.ts';
import { look } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { toldCode } from '../../registry/listings/listing-event.rules.ts';
import { feedbackOfNotice } from './feedback.store.ts';
import { findNotice } from './notice-list.store.ts';

// 奖惩案例: every feedback of the department to a notice, corrected or not, with the facts of the case.
export const listFeedback = (ctx: Ctx, id: string) =>
  look(ctx, 'notice.list', async (tx) => {
    const seen = await findNotice(tx, { id, agencyId: reachOf(ctx.actor, 'notice.list') });
    if (!seen) throw new Problem('notice.unknown');
    const { list, kind, subjectKind, subjectName, listingId } = seen.payload;
    const items = await feedbackOfNotice(tx, id);
    const about = {
      list,
      incentive: kind === 'honour',
      subjectKind,
      subjectName,
      code: toldCode(seen.payload),
      listingId,
    };
    return { value: { ...about, items }, audit: { subjectId: seen.subjectId, notice: id } };
  });
