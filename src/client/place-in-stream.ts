import type { Notice } from './verify-webhook.ts';

// A receiver remembers this of each subscription. Keep it in your database, and change it in the transaction
// that applies the notice: with it, nothing is applied twice or out of order, also after the registry was
// restored from a back-up.
//   for (const event of events) if (isNews(place, event)) await apply(event, moved(place, event));
export type Place = {
  epoch: number;
  // The highest number seen; a gap in it is fetched from the feed.
  lastSeq: number;
  // By subject, the highest number applied.
  applied: Readonly<Record<string, number>>;
};

export const START: Place = { epoch: 1, lastSeq: 0, applied: {} };

// The registry was restored and begins an epoch: its numbers say nothing about those before. Name the old
// lastSeq once as `after` of GET /api/v1/feed, so that the registry learns what it has forgotten.
export const isNewEpoch = (place: Place, { epoch = 1 }: Pick<Notice, 'epoch'>): boolean =>
  epoch > place.epoch;

const within = (place: Place, notice: Notice): Place =>
  isNewEpoch(place, notice) ? { epoch: notice.epoch ?? 1, lastSeq: 0, applied: {} } : place;

const appliedOf = ({ applied }: Place, subject: string) =>
  Object.hasOwn(applied, subject) ? (applied[subject] ?? 0) : 0;

export const isNews = (place: Place, notice: Notice): boolean =>
  notice.type !== 'registry.ping' &&
  notice.data.subjectSeq > appliedOf(within(place, notice), notice.subject ?? '');

/** The place after a notice, applied or not. */
export const moved = (place: Place, notice: Notice): Place => {
  const { epoch, lastSeq, applied } = within(place, notice);
  if (notice.type === 'registry.ping') return { epoch, lastSeq, applied };
  const { seq, subjectSeq } = notice.data;
  const subject = notice.subject ?? '';
  const highest = Math.max(subjectSeq, appliedOf({ epoch, lastSeq, applied }, subject));
  return { epoch, lastSeq: Math.max(lastSeq, seq), applied: { ...applied, [subject]: highest } };
};
