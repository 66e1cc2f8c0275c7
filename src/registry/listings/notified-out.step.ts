import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { calendarIn } from '../../law/calendar/calendar.store.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { findIdentities } from '../subjects/subject.store.ts';
import { listingOut } from './listing-out.ts';
import { priorNoticeOut } from './prior-notice.rules.ts';
import { findNotifiedListing, type NotifiedListing } from './prior-notice.store.ts';

type At = { ctx: Ctx; tx: Db };

// Listings that stand on a prior notice only, each with that notice and what was said against it.
export const notifiedOut = async ({ ctx, tx }: At, found: readonly NotifiedListing[]) => {
  if (found.length === 0) return [];
  const about = { calendar: await calendarIn(tx), today: dayOf(ctx.clock.now()) };
  const ids = [...new Set(found.map(({ subjectId }) => subjectId))];
  const subjects = await findIdentities(tx, ctx, ids);
  return found.flatMap((row) => {
    const subject = subjects.get(row.subjectId);
    return subject ? [{ ...listingOut(row, subject, false), priorNotice: priorNoticeOut(row, about) }] : [];
  });
};

export const oneNotified = async (at: At, id: number) => {
  const row = await findNotifiedListing(at.tx, id);
  const [shown] = await notifiedOut(at, row ? [row] : []);
  if (!shown) throw new Problem('listing.unknown');
  return shown;
};
