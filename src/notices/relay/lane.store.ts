import { sql } from 'drizzle-orm';
import { bound, columnSet, type Db, json, type Statement } from '../../platform/door/db.ts';
import type { deliveries } from '../delivery/delivery.table.ts';

type Delivery = typeof deliveries.$inferSelect;
export type NewDelivery = Pick<
  Delivery,
  'id' | 'subscriptionId' | 'lane' | 'kind' | 'firstSeq' | 'lastSeq' | 'urgent'
> &
  Partial<Pick<Delivery, 'replayOf' | 'replayNo'>> & { leavesAt?: string | null };

const columns = columnSet({
  id: 'uuid',
  subscriptionId: 'uuid',
  lane: 'bigint',
  kind: 'text',
  firstSeq: 'bigint',
  lastSeq: 'bigint',
  urgent: 'boolean',
  leavesAt: 'timestamptz',
  replayOf: 'uuid',
  replayNo: 'int',
});
// A lane goes by last_seq: a digest takes up notices that are older than a lift which stands in the lane
// before it, but its last notice is never older. 'ready' where the lane is empty, else 'queued' behind its
// head.
const INSERT = `insert into deliveries (id, subscription_id, lane, kind, first_seq, last_seq, state, urgent,
    due_at, replay_of, replay_no, created_at)
  select d.id, d."subscriptionId", d.lane, d.kind, d."firstSeq", d."lastSeq",
    case when d.nth = 1 and not exists (
      select 1 from deliveries o
      where o.subscription_id = d."subscriptionId"
        and o.lane = d.lane and o.state in ('queued', 'ready', 'leased')) then 'ready' else 'queued' end,
    d.urgent, coalesce(d."leavesAt", now()), d."replayOf", d."replayNo", $${columns.next}::text::timestamptz
  from (
    select *, row_number() over (partition by "subscriptionId", lane order by "lastSeq", id) as nth
    from ${columns.from}) d`;

export const insertDeliveries = (tx: Db, list: readonly NewDelivery[], at: string) =>
  tx.execute(
    bound(INSERT, [
      ...columns.params(list.map((one) => ({ leavesAt: null, replayOf: null, replayNo: null, ...one }))),
      at,
    ]),
  );

// Deliveries that a lift has emptied end unsent.
export const closeEmptied = (tx: Db, noticeIds: readonly string[], at: string) =>
  tx.execute(sql`update deliveries d
    set state = 'superseded', ended_at = ${at}::timestamptz
    where d.id in (
        select n.delivery_id
        from jsonb_array_elements_text(${json(noticeIds)}::text::jsonb) x
          join notices n on n.id = x.value::uuid)
      and d.state in ('queued', 'ready')
      and d.attempt = 0
      and not exists (
        select 1 from notices n
        where n.delivery_id = d.id
          and n.superseded_by is null
          and n.id::text not in (select jsonb_array_elements_text(${json(noticeIds)}::text::jsonb)))`);

// A lift does not wait for a working day, nor do the deliveries before it in its lane: one never tried leaves
// now, one that failed is tried again within a minute.
export const hurryLanes = (tx: Db, lanes: readonly { subscriptionId: string; lane: number }[]) =>
  tx.execute(sql`update deliveries d
    set due_at = case
      when d.attempt = 0 then now()
      else least(d.due_at, now() + interval '1 minute') end
    from jsonb_to_recordset(${json(lanes)}::text::jsonb) x("subscriptionId" uuid, lane bigint)
    where d.subscription_id = x."subscriptionId"
      and d.lane = x.lane
      and d.state in ('queued', 'ready')
      and d.due_at > now()`);

const headless = `and not exists (
    select 1 from deliveries h
    where h.subscription_id = l.s and h.lane = l.lane and h.state in ('ready', 'leased'))`;

const promote = (lanes: string) => `update deliveries n
  set state = 'ready'
  from (
    select (
      select m.id from deliveries m
      where m.subscription_id = l.s and m.lane = l.lane and m.state = 'queued'
      order by m.last_seq, m.id
      limit 1) as id
    from (${lanes}) l
    where true ${headless}) head
  where n.id = head.id and n.state = 'queued'
  returning n.id`;

const PROMOTE = promote(
  `select distinct s, lane from jsonb_to_recordset($1::text::jsonb) x(s uuid, lane bigint)`,
);
const PROMOTE_ALL = promote(
  `select distinct subscription_id as s, lane from deliveries where state = 'queued'`,
);

// Runs after the predecessor's end is committed: in one statement with it, the snapshot would predate the
// lane's last arrival and could strand it. A crash between the two is mended by healLanes.
export const promoteLanes = (run: Statement, lanes: readonly { s: string; lane: number }[]) =>
  run(PROMOTE, [json(lanes)]);

export const healLanes = async (run: Statement): Promise<number> => (await run(PROMOTE_ALL, [])).length;

const PROMOTE_OF_SUBSCRIPTIONS = promote(
  `select distinct subscription_id as s, lane from deliveries
    where state = 'queued'
      and subscription_id in (select value::uuid from jsonb_array_elements_text($1::text::jsonb))`,
);

// The caller's transaction holds the heads of the lanes.
export const promoteWithin = (tx: Db, subscriptionIds: readonly string[]) =>
  tx.execute(bound(PROMOTE_OF_SUBSCRIPTIONS, [json(subscriptionIds)]));
