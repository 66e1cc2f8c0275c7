import { sql } from 'drizzle-orm';
import { type Db, json, rows } from '../../platform/door/db.ts';
import { millisText } from '../../platform/door/utc-text.ts';
import type { ListingEvent } from '../../registry/listings/listing-event.rules.ts';

export type SetAside = { subscriptionId: string; eventId: number; subjectId: number; fault: string };

export const insertSetAside = (tx: Db, list: readonly SetAside[]) =>
  tx.execute(sql`insert into notices_set_aside (subscription_id, event_id, subject_id, fault)
    select "subscriptionId", "eventId", "subjectId", fault
    from jsonb_to_recordset(${json(list)}::text::jsonb)
      x("subscriptionId" uuid, "eventId" bigint, "subjectId" bigint, fault text)
    on conflict do nothing`);

export type StuckPair = { subscriptionId: string; subjectId: number };

// The pair that waited longest for another try; one whose subscription was removed is told nothing any more.
export const nextStuckPair = async (tx: Db): Promise<StuckPair | undefined> => {
  await tx.execute(sql`delete from notices_set_aside q
    using subscriptions s
    where s.id = q.subscription_id and s.removed_at is not null`);
  const [pair] = await rows<StuckPair>(
    tx,
    sql`select subscription_id::text as "subscriptionId", subject_id as "subjectId"
    from notices_set_aside
    where tried_at < now() - interval '1 minute'
    order by tried_at, event_id
    limit 1`,
  );
  return pair;
};

export const eventsOfPair = (tx: Db, { subscriptionId, subjectId }: StuckPair, limit: number) =>
  rows<ListingEvent>(
    tx,
    sql`select e.id, e.subject_id as "subjectId", e.subject_seq as "subjectSeq", e.topic,
      ${sql.raw(millisText('e.at'))} as at, e.payload, e.is_initial as "isInitial"
    from notices_set_aside q
      join events e on e.id = q.event_id
    where q.subscription_id = ${subscriptionId}::uuid and q.subject_id = ${subjectId}
    order by e.id
    limit ${limit}`,
  );

export const endSetAside = (tx: Db, { subscriptionId }: StuckPair, eventIds: readonly number[]) =>
  tx.execute(sql`delete from notices_set_aside
    where subscription_id = ${subscriptionId}::uuid
      and event_id in (select value::bigint from jsonb_array_elements_text(${json(eventIds)}::text::jsonb))`);

// By the wall clock: one moment later than the look that chose it.
export const noteTried = (tx: Db, { subscriptionId, subjectId }: StuckPair) =>
  tx.execute(sql`update notices_set_aside
    set tried_at = clock_timestamp()
    where subscription_id = ${subscriptionId}::uuid and subject_id = ${subjectId}`);
