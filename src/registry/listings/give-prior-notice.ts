import { day, dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { settingsOn } from '../../law/rulebook/rulebook.store.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { findOrAddSubject } from '../subjects/find-or-add.step.ts';
import { identified } from '../subjects/identified.rules.ts';
import { determiningAuthority } from './determining-authority.step.ts';
import { addListingSteps } from './listing.store.ts';
import { notifyListing, stepsOf } from './listing-move.rules.ts';
import { oneNotified } from './notified-out.step.ts';
import { AGE_OF_MAJORITY, barredFault, priorNoticeTerms } from './prior-notice.rules.ts';
import type { PriorNoticeIn } from './prior-notice.schema.ts';
import { insertNotice, stateOfOwn } from './prior-notice.store.ts';

// The authority has told the subject that it means to list it, why, and on what ground. It counts nowhere and
// nobody else sees it, until the authority's own record lists, or it is dropped.
// Errors: catalog.unknown, catalog.not-yours, feed.unknown, listing.not-severe, listing.not-authority,
// subject.identifier, listing.barred, listing.already-listed, listing.already-notified.
// Basis: 国办发〔2020〕49号；本市设定，参照深圳经济特区社会信用条例第七十八条、浙江省公共信用信息管理条例第二十八条
export const givePriorNotice = (ctx: Ctx, input: PriorNoticeIn) =>
  act(ctx, 'listing.notify', async (tx) => {
    const now = ctx.clock.now();
    const today = dayOf(now);
    const notifiedOn = day(input.notifiedOn);
    if (notifiedOn > today) throw aheadOf('/notifiedOn', '告知之日不能晚于今天。');
    const identifier = identified(input.subject, today);
    const { catalog, authority } = await determiningAuthority({ ctx, tx }, input);
    const settings = await settingsOn(tx, notifiedOn);
    const when = { on: notifiedOn, today, age: settings(AGE_OF_MAJORITY) };
    const barred = barredFault(catalog, identifier, when);
    if (barred) throw new Problem('listing.barred', { errors: [barred] });
    const named = { ...identifier, name: input.subject.name };
    const subject = await findOrAddSubject({ ctx, tx }, named, authority.region);
    if (!subject) throw new Problem('record.stale');
    const place = { list: catalog.code, agencyId: authority.id, subjectId: subject.id };
    const standing = await stateOfOwn(tx, { ...place, today });
    if (standing) throw new Problem(`listing.already-${standing}`);
    const stamp = { at: now.toISOString(), actor: ctx.actor.by };
    const id = await insertNotice(
      tx,
      {
        ...place,
        originId: subject.originId === subject.id ? null : subject.originId,
        authorityName: authority.name,
        noticeNo: input.documentNo,
        reason: input.reason,
        basis: input.basis,
        notifiedOn,
        ...priorNoticeTerms(notifiedOn, settings),
      },
      stamp,
    );
    if (id === undefined) throw new Problem('listing.already-notified');
    await addListingSteps(tx, stepsOf(id, notifyListing(notifiedOn, input.documentNo)), stamp);
    const audit = {
      listing: id,
      list: catalog.code,
      subjectId: subject.id,
      authority: authority.id,
      on: notifiedOn,
    };
    return { value: await oneNotified({ ctx, tx }, id), audit, events: [] };
  });

const aheadOf = (pointer: string, message: string) =>
  new Problem('request.invalid', { errors: [{ pointer, code: 'day.ahead', message }] });
