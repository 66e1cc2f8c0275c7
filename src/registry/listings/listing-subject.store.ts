import { sql } from 'drizzle-orm';
import { type Db, json, rows } from '../../platform/door/db.ts';

export type Repointing = { from: number; to: number; members: readonly number[] };

// Listings of the members, as they stand on one file, go to another; the step log says so, the state stays.
export const repointListings = (
  db: Db,
  { from, to, members }: Repointing,
  step: { name: 'merge' | 'part'; ground: string; on: string; at: string; actor: string },
): Promise<{ id: number; recordId: number | null }[]> =>
  rows(
    db,
    sql`with moved as (
      update listings l set subject_id = ${to}, origin_id = nullif(coalesce(l.origin_id, l.subject_id), ${to}),
        version = l.version + 1, known_from = ${step.at}::timestamptz
      where l.subject_id = ${from} and coalesce(l.origin_id, l.subject_id) in
        (select x.id::bigint from jsonb_array_elements_text(${json(members)}::text::jsonb) x(id))
      returning l.id, l.record_id, l.state),
    said as (
      insert into listing_steps (listing_id, step, from_state, to_state, ground, effective_on, at, actor)
      select id, ${step.name}, state, state, ${step.ground}, ${step.on}::date, ${step.at}::timestamptz, ${step.actor} from moved)
    select id, record_id as "recordId" from moved order by id`,
  );
