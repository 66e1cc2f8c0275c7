import {
  type CheckpointRow,
  lastCheckpoint,
  markedCheckpoints,
} from '../../access/audit/checkpoint.store.ts';
import { calendarIn } from '../../law/calendar/calendar.store.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Deps } from '../../platform/door/deps.ts';
import { leavesAt } from '../subscriptions/subscription.rules.ts';
import { CHECKPOINT, checkpointBody, unheard } from './checkpoint-notice.rules.ts';
import {
  type CheckpointSubscriber,
  checkpointSubscribers,
  holdCheckpointLanes,
  unseenCheckpoints,
} from './checkpoint-notice.store.ts';
import { closeEmptied, insertDeliveries, promoteWithin } from './lane.store.ts';
import { insertNotices } from './notice.store.ts';
import { markSuperseded, takeNumbers, waitRelayLock } from './relay.store.ts';
import { CHECKPOINT_LANE } from './relay-plan.rules.ts';

const NOTHING_ASKED = { listingId: null, isInitial: false, isSecret: false, measures: [], suspends: false };

type For = {
  row: CheckpointRow;
  subscriber: CheckpointSubscriber;
  seq: number;
  supersedes: readonly string[];
};

// A schedule of its own gathers it; else it leaves alone, in a lane in which no lift ever stands.
const noticeOf = (deps: Deps, { row, subscriber, seq, supersedes }: For) => {
  const { id: subscriptionId, epoch, schedule, hasEndpoint } = subscriber;
  const id = deps.newId();
  const deliveryId = hasEndpoint && schedule.kind === 'at-once' ? deps.newId() : null;
  const told = { noticeId: id, seq, epoch, source: deps.config.publicUrl, supersedes };
  const place = { subjectId: CHECKPOINT_LANE, subjectSeq: row.no, eventId: null, deliveryId };
  const body = checkpointBody(row, told);
  return { ...NOTHING_ASKED, ...place, id, subscriptionId, seq, epoch, schedule, type: CHECKPOINT, body };
};

const noticesFor = async (deps: Deps, tx: Db, newest: CheckpointRow) => {
  const subscribers = await checkpointSubscribers(tx, newest.no);
  if (subscribers.length === 0) return { notices: [], superseded: [] };
  const marked = await markedCheckpoints(tx);
  await holdCheckpointLanes(tx, { subscriptionIds: subscribers.map(({ id }) => id) });
  const unseen = await unseenCheckpoints(tx, { subscriptionIds: subscribers.map(({ id }) => id) });
  const owed = subscribers.map((subscriber) => ({
    subscriber,
    list: unheard(marked, newest, subscriber.heardUpTo),
    gone: unseen.filter(({ subscriptionId }) => subscriptionId === subscriber.id).map(({ id }) => id),
  }));
  const bases = await takeNumbers(
    tx,
    new Map(owed.map(({ subscriber, list }) => [subscriber.id, list.length])),
  );
  const made = owed.map(({ subscriber, list, gone }) => {
    const base = (bases.get(subscriber.id) ?? 0) + 1;
    const notices = list.map((row, nth) =>
      noticeOf(deps, { row, subscriber, seq: base + nth, supersedes: row === newest ? gone : [] }),
    );
    return { notices, superseded: gone.map((id) => ({ id, by: notices.at(-1)?.id ?? '' })) };
  });
  return {
    notices: made.flatMap(({ notices }) => notices),
    superseded: made.flatMap(({ superseded }) => superseded),
  };
};

type Made = Awaited<ReturnType<typeof noticesFor>>;

const deliveriesOf = async (deps: Deps, tx: Db, { notices }: Made) => {
  const [calendar, now] = [await calendarIn(tx), deps.clock.now()];
  return notices.flatMap(({ deliveryId, subscriptionId, seq, schedule }) => {
    if (deliveryId === null) return [];
    const leaves = leavesAt(schedule, calendar, now);
    const numbers = { firstSeq: seq, lastSeq: seq, urgent: false, kind: 'notice' as const };
    const at = leaves > now ? leaves.toISOString() : null;
    return [{ id: deliveryId, subscriptionId, lane: CHECKPOINT_LANE, ...numbers, leavesAt: at }];
  });
};

// Tells each department that asked for it the newest signed checkpoint, under a number of its own.
export const tellCheckpoints = async (deps: Deps): Promise<void> => {
  const told = await deps.db.transaction(async (tx) => {
    await waitRelayLock(tx);
    const newest = await lastCheckpoint(tx);
    if (!newest) return 0;
    const made = await noticesFor(deps, tx, newest);
    if (made.notices.length === 0) return 0;
    const at = deps.clock.now().toISOString();
    const gone = made.superseded.map(({ id }) => id);
    if (gone.length > 0) await closeEmptied(tx, gone, at);
    await promoteWithin(tx, [...new Set(made.notices.map(({ subscriptionId }) => subscriptionId))]);
    const deliveries = await deliveriesOf(deps, tx, made);
    if (deliveries.length > 0) await insertDeliveries(tx, deliveries, at);
    await insertNotices(tx, made.notices, { vault: deps.vault, at });
    if (made.superseded.length > 0) await markSuperseded(tx, made.superseded);
    return made.notices.length;
  });
  if (told > 0) deps.poke('notices');
};
