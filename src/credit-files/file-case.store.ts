import { sql } from 'drizzle-orm';
import { type Db, rows } from '../platform/db.ts';

export type FileRepair = {
  id: number;
  recordId: number;
  listingId: number | null;
  state: string;
  appliedOn: string;
  dueOn: string | null;
  restoredOn: string | null;
};
export type FileDispute = Omit<FileRepair, 'appliedOn' | 'restoredOn'> & {
  raisedOn: string;
  effect: string | null;
  note: string | null;
};

// Cases as they stood at an instant, and only about what the file still shows: a repair that was granted, or a dispute that
// took its record away, is not even hinted at.
export const repairsKnownAt = (db: Db, subjectId: number, at: string, today: string) =>
  rows<FileRepair>(
    db,
    sql`select c.id, c.record_id as "recordId", c.listing_id as "listingId", st.to_state as state, c.applied_on::text as "appliedOn",
      case when st.to_state = c.state then c.due_on::text end as "dueOn",
      case when st.to_state = 'restored' then c.restored_on::text end as "restoredOn"
    from records r join repairs c on c.record_id = r.id
    join lateral (select s.to_state from repair_steps s where s.repair_id = c.id and s.at <= ${at}::timestamptz order by s.id desc limit 1) st on true
    where r.subject_id = ${subjectId} and r.state in ('live', 'unpublished') and st.to_state not in ('syncing', 'completed')
      and (r.retained_until is null or r.retained_until > ${today}::date)
    order by c.id desc`,
  );

export const disputesKnownAt = (db: Db, subjectId: number, at: string, today: string) =>
  rows<FileDispute>(
    db,
    sql`select c.id, c.record_id as "recordId", c.listing_id as "listingId", st.to_state as state, c.raised_on::text as "raisedOn",
      case when st.to_state = c.state then c.due_on::text end as "dueOn",
      case when st.to_state = c.state then c.effect end as effect, case when st.to_state = c.state then c.note end as note
    from records r join disputes c on c.record_id = r.id
    join lateral (select s.to_state from dispute_steps s where s.dispute_id = c.id and s.at <= ${at}::timestamptz order by s.id desc limit 1) st on true
    where r.subject_id = ${subjectId} and r.state in ('live', 'unpublished')
      and (r.retained_until is null or r.retained_until > ${today}::date)
    order by c.id desc`,
  );
