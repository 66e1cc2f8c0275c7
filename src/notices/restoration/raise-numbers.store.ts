import { type SQL, sql } from 'drizzle-orm';
import { type Db, json, rows } from '../../platform/door/db.ts';
import { latestEventOf } from '../relay/latest-event.rules.ts';

// Nothing that gives numbers works meanwhile. The caller holds the relay and the publishing of public lists.
export const holdNumbers = (tx: Db) =>
  tx.execute(sql`lock table listings, subject_streams, subscriptions in exclusive mode`);

// Every table whose rows are numbered by a sequence, whatever it is called. A sequence does not go back when
// the transaction does: a second try raises it once more, which harms nobody.
export const raiseSequences = (tx: Db, by: number) =>
  tx.execute(sql`select setval(format('%I.%I', schemaname, sequencename)::regclass,
      coalesce(last_value, start_value) + ${by}::bigint)
    from pg_sequences where schemaname = current_schema()`);

// Also a file whose first event was forgotten goes on above the number that its receivers saw.
export const raiseStreams = async (tx: Db, by: number) => {
  await tx.execute(sql`insert into subject_streams (subject_id, last_seq)
    select id, 0 from subjects on conflict do nothing`);
  await tx.execute(sql`update subject_streams set last_seq = last_seq + ${by}::bigint`);
};

export const raiseSubscriptions = async (tx: Db, { epoch, by }: { epoch: number; by: number }) =>
  (
    await rows<{ id: string }>(
      tx,
      sql`update subscriptions set epoch = ${epoch}::int, last_seq = last_seq + ${by}::bigint
      where removed_at is null returning id::text as id`,
    )
  ).length;

// A reader that holds an earlier version of a list takes the list whole again.
export const raisePublicLists = (
  tx: Db,
  { lists, by, at }: { lists: readonly string[]; by: number; at: string },
) =>
  tx.execute(sql`insert into public_lists as l (list, position, oldest, published_at)
    select x.code, ${by}::bigint, ${by}::bigint, ${at}::timestamptz
    from jsonb_array_elements_text(${json(lists)}::text::jsonb) x(code)
    on conflict (list) do update
      set position = l.position + ${by}::bigint, oldest = l.position + ${by}::bigint`);

const floors: Readonly<Record<string, SQL>> = {
  'rule-set': sql`select max(version) from rule_sets`,
  'matter-edition': sql`select max(no) from matter_editions`,
  'column-mapping': sql`select max(version) from column_mappings`,
};

// Numbers that are given as the highest plus one: versions and editions, and the letters of this year.
export const raiseFloors = async (tx: Db, { by, year }: { by: number; year: number }) => {
  const letters = sql`select max(number) from supervision_letters where year = ${year}`;
  for (const [counter, highest] of [...Object.entries(floors), [`letter-${year}`, letters] as const])
    await tx.execute(sql`insert into number_floors (counter, floor)
      values (${counter}, coalesce((${highest}), 0) + ${by}::int)
      on conflict (counter) do update
        set floor = greatest(number_floors.floor, excluded.floor - ${by}::int) + ${by}::int`);
};

// Each live listing is told again as it stands, after whatever still waits: under the next number of its
// subject, in the order of events, so that no earlier notice or lift of it is overtaken.
export const tellListingsAgain = async (tx: Db, at: string): Promise<number> => {
  const [found] = await rows<{ count: number }>(
    tx,
    sql`with latest as (
      select e.subject_id, e.topic, e.payload, l.id,
        row_number() over (partition by e.subject_id order by l.id) as nth
      from listings l
        cross join lateral ${sql.raw(latestEventOf('l'))} e
      where l.state = 'listed' and e.topic not like '%.removed'),
    grown as (
      update subject_streams st set last_seq = st.last_seq + n.count
      from (select subject_id, count(*) as count from latest group by subject_id) n
      where st.subject_id = n.subject_id
      returning st.subject_id, st.last_seq - n.count as base),
    told as (
      insert into events (subject_id, subject_seq, topic, payload, at, is_initial)
      select t.subject_id, grown.base + t.nth, t.topic, t.payload, ${at}::timestamptz, true
      from latest t join grown on grown.subject_id = t.subject_id
      order by t.id
      returning id)
    select count(*)::int as count from told`,
  );
  return found?.count ?? 0;
};

/** The seals of the new segment are numbered above any that was given out; answers the first of them. */
export const openAuditSegment = async (
  tx: Db,
  about: { epoch: number; by: number; at: string; opener: string },
): Promise<number> => {
  const [opened] = await rows<{ firstSeal: number }>(
    tx,
    sql`insert into audit_segments (first_seal, epoch, opened_at, opened_by)
    select greatest(coalesce((select max(no) from audit_seals), 0),
        coalesce((select max(first_seal) from audit_segments), 0)) + ${about.by}::bigint,
      ${about.epoch}::int, ${about.at}::timestamptz, ${about.opener}
    returning first_seal as "firstSeal"`,
  );
  return opened?.firstSeal ?? 0;
};
