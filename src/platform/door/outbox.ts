import { sql } from 'drizzle-orm';
import { type Db, json } from './db.ts';

export type Topic =
  | 'credit.listing.created'
  | 'credit.listing.changed'
  | 'credit.listing.removed'
  | 'credit.honour.created'
  | 'credit.honour.removed';

// payload is the full current state of one listing, without any person's number.
export type NewEvent = { subjectId: number; topic: Topic; payload: Record<string, unknown> };

// Gives each event the next number of its subject. The stream rows are locked in subject
// order, so two acts never deadlock.
export const addEvents = async (tx: Db, at: Date, events: readonly NewEvent[]): Promise<void> => {
  if (events.length === 0) return;
  const list = json(
    events.map((event, place) => ({ place, s: event.subjectId, topic: event.topic, payload: event.payload })),
  );
  await tx.execute(sql`insert into subject_streams (subject_id, last_seq)
    select distinct s, 0
    from jsonb_to_recordset(${list}::text::jsonb) e(s bigint)
    order by s
    on conflict do nothing`);
  await tx.execute(sql`select 1 from subject_streams
    where subject_id in (select s from jsonb_to_recordset(${list}::text::jsonb) e(s bigint))
    order by subject_id
    for update`);
  await tx.execute(sql`with e as (
      select place, s, topic, payload, row_number() over (partition by s order by place) as nth
      from jsonb_to_recordset(${list}::text::jsonb) e(place int, s bigint, topic text, payload jsonb)),
    grown as (
      update subject_streams st
      set last_seq = st.last_seq + n.count
      from (select s, count(*) as count from e group by s) n
      where st.subject_id = n.s
      returning st.subject_id, st.last_seq - n.count as base)
    insert into events (subject_id, subject_seq, topic, payload, at)
    select e.s, grown.base + e.nth, e.topic, e.payload, ${at.toISOString()}::timestamptz
    from e
      join grown on grown.subject_id = e.s
    order by e.place`);
};
