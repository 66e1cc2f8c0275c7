import { reachOf } from '../../access/reach.rules.ts';
import { Problem } from '../../kernel/problems.ts';
import { look } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { LookQuota } from '../../platform/door/look-quotas.rules.ts';
import { spendLookIn } from '../../platform/door/spend-looks.ts';
import { openIdentities } from '../relay/notice.store.ts';
import { findNotice } from './notice-list.store.ts';

export type IdentityRequest = { id: string; purpose: LookQuota; caseNo: string };

// One number for one case, for a department that must act on the notice; the audit line names case and
// purpose.
// Basis: 个人信息保护法第六条、第三十四条: only what the duty needs
export const showIdentity = (ctx: Ctx, { id, purpose, caseNo }: IdentityRequest) =>
  look(ctx, 'notice.identity', async (tx) => {
    await spendLookIn(tx, ctx, purpose);
    const seen = await findNotice(tx, { id, agencyId: reachOf(ctx.actor, 'notice.identity') });
    if (!seen) throw new Problem('notice.unknown');
    if (seen.payload.subjectKind !== 'person') throw new Problem('notice.not-a-person');
    if (seen.measures.length === 0) throw new Problem('notice.not-asked');
    const identity = (await openIdentities(tx, ctx.vault, [seen.subjectId])).get(seen.subjectId);
    if (!identity) throw new Problem('notice.unknown');
    return {
      value: { noticeId: id, name: seen.payload.subjectName, ...identity },
      audit: { subjectId: seen.subjectId, notice: id, purpose, caseNo },
    };
  });
