import type { Db } from '../../platform/door/db.ts';
import type { Deps } from '../../platform/door/deps.ts';
import type { ListingEvent } from '../../registry/listings/listing-event.rules.ts';
import { noticesBefore, openedBody, replaceBodies } from './notice.store.ts';
import { isLift, withoutWords } from './notice-body.rules.ts';
import { eraseEvents } from './relay.store.ts';

// When a listing is revoked, the words of its earlier notices are erased where they are kept. A reader of the
// feed, the desk, a download or a replay gets those notices under their numbers, without the words.
// A body that cannot be opened shows its words to nobody: it stays as it is, and the operator is told.
// Basis: 国办发〔2020〕49号第（八）项（撤销）
export const eraseRevoked = async (
  tx: Db,
  { vault, log }: Pick<Deps, 'vault' | 'log'>,
  events: readonly ListingEvent[],
): Promise<void> => {
  const revoked = events.flatMap(({ id, subjectId, topic, payload }) =>
    isLift(topic) && payload.state === 'revoked'
      ? [{ listingId: payload.listingId, eventId: Number(id), subjectId }]
      : [],
  );
  if (revoked.length === 0) return;
  const found = await noticesBefore(tx, revoked);
  const erased = found.map(async (kept) => {
    const body = await openedBody({ vault, log }, kept);
    return body === null ? [] : [{ id: kept.id, body: withoutWords(body), isSecret: kept.body === null }];
  });
  const bodies = (await Promise.all(erased)).flat();
  if (bodies.length > 0) await replaceBodies(tx, vault, bodies);
  await eraseEvents(tx, revoked, [...new Set(found.map(({ eventId }) => Number(eventId)))]);
};
