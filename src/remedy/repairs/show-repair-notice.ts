import { answersFor } from '../../access/agencies/answers-for.step.ts';
import { reachesAll } from '../../access/reach.rules.ts';
import { dayOf } from '../../kernel/day.ts';
import { maskCode } from '../../kernel/identifiers.ts';
import { Problem } from '../../kernel/problems.ts';
import { settingValuesOn } from '../../law/rulebook/rulebook.store.ts';
import { look } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { findIdentities } from '../../registry/subjects/subject.store.ts';
import { repairNoticeOf } from './repair-notice.rules.ts';
import { findNoticeable } from './repair-notice.store.ts';

// The sheet that is handed to the listed subject together with the decision: its name in full, a person's
// number never.
// Errors: listing.unknown.
// Basis: 国办发〔2025〕22号（一并送达）；个人信息保护法第六条
export const showRepairNotice = (ctx: Ctx, id: number) =>
  look(ctx, 'repair.notice', async (tx) => {
    const listing = await findNoticeable(tx, id);
    const isOurs =
      listing &&
      (reachesAll(ctx.actor, 'repair.notice') || (await answersFor({ ctx, tx }, listing.agencyId)));
    if (!listing || !isOurs) throw new Problem('listing.unknown');
    const madeOn = dayOf(ctx.clock.now());
    const notice = repairNoticeOf(listing, await settingValuesOn(tx, madeOn));
    const identity = (await findIdentities(tx, ctx, [listing.subjectId])).get(listing.subjectId);
    if (!identity) throw new Problem('listing.unknown');
    const { authority, documentNo, reason, listedOn } = listing;
    const { kind, name, type, code } = identity;
    const subject = { kind, name, code: maskCode(type, code) };
    return {
      value: { ...notice, listing: id, subject, authority, documentNo, reason, listedOn, madeOn },
      audit: { subjectId: listing.subjectId, listing: id, no: notice.no },
    };
  });
