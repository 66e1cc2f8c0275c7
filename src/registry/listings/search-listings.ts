import { reachOf, seesFallen } from '../../access/reach.rules.ts';
import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { measuresFor } from '../../law/measures/measure.rules.ts';
import { measuresOn } from '../../law/measures/measure.store.ts';
import { look, lookAtPage, permit } from '../../platform/door/act.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { cursors, page, readCursor } from '../../platform/web/page-cursor.ts';
import { findIdentities } from '../subjects/subject.store.ts';
import { findListings, type ListedRow } from './listing.store.ts';
import { listingOut } from './listing-out.ts';
import { notifiedOut } from './notified-out.step.ts';
import { searchNotified } from './prior-notice.store.ts';

export type ListingQuestion = {
  list?: string;
  state?: string;
  changedSince?: string;
  subjectKind: 'organisation' | 'person';
  overdue?: 'true' | 'false';
  purpose?: string;
  limit: number;
  after?: string;
};
export type ListingPage = { items: ReturnType<typeof listingOut>[]; next: string | null };

// Organisations to any agency; persons only to one that carries a measure of that list, with a purpose, and
// with a trace.
// Basis: 个人信息保护法第三十四条；本市设定，参照上海市社会信用条例第十七条（与职责相关）
export const searchListings = (ctx: Ctx, question: ListingQuestion): Promise<ListingPage> => {
  permit(ctx, 'listing.list');
  if (question.state === 'notified') {
    const { list, subjectKind, overdue, after } = question;
    const filter = { state: 'notified', list, subjectKind, overdue, after };
    return lookAtPage(ctx, 'listing.list-notified', filter, (tx) => searchOwnNotified(ctx, tx, question));
  }
  if (question.subjectKind === 'organisation') return search(ctx, ctx.db, question);
  const { list, purpose } = question;
  if (!list || !purpose) throw new Problem('listing.purpose-required');
  return look(ctx, 'listing.list-persons', async (tx) => {
    const { agency } = ctx.actor;
    const measures = await measuresOn(tx, dayOf(ctx.clock.now()));
    if (!agency || measuresFor(measures, agency, list).length === 0)
      throw new Problem('listing.purpose-required');
    const value = await search(ctx, tx, question);
    return { value, audit: { list, purpose, count: value.items.length } };
  });
};

const cursorOf = ({ after }: ListingQuestion) => {
  const cursor = readCursor(cursors.instantAndId, after);
  return cursor && { knownFrom: cursor[0], id: cursor[1] };
};

// Notified listings are shown to their authority, to the registrar and to the auditor; any other agency gets
// an empty list.
const searchOwnNotified = async (ctx: Ctx, tx: Db, question: ListingQuestion): Promise<ListingPage> => {
  const agencyId = reachOf(ctx.actor, 'listing.list-notified');
  const today = dayOf(ctx.clock.now());
  const found = await searchNotified(tx, {
    ...question,
    isPerson: question.subjectKind === 'person',
    by: agencyId === null ? null : { agencyId, today },
    overdueOn: question.overdue === 'true' ? today : null,
    after: cursorOf(question),
  });
  const { items, next } = page(found, question.limit, ({ knownFrom, id }) => [knownFrom, id]);
  return { items: await notifiedOut({ ctx, tx }, items), next };
};

const search = async (ctx: Ctx, db: Db, question: ListingQuestion): Promise<ListingPage> => {
  const found = await findListings(db, {
    ...question,
    isPerson: question.subjectKind === 'person',
    seesAll: seesFallen(ctx.actor),
    today: dayOf(ctx.clock.now()),
    after: cursorOf(question),
  });
  const { items, next } = page(found, question.limit, ({ knownFrom, id }) => [knownFrom, id]);
  const ids = [...new Set(items.map(({ subjectId }) => subjectId))];
  const subjects = ids.length > 0 ? await findIdentities(db, ctx, ids) : new Map();
  const shown = items.flatMap((row: ListedRow) => {
    const subject = subjects.get(row.subjectId);
    return subject ? [listingOut(row, subject, seesFallen(ctx.actor))] : [];
  });
  return { items: shown, next };
};
