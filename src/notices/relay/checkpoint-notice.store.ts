import { sql } from 'drizzle-orm';
import { type Db, json, rows } from '../../platform/door/db.ts';
import type { PushSchedule } from '../subscriptions/subscription.rules.ts';
import { CHECKPOINT, NAMED_AT_MOST } from './checkpoint-notice.rules.ts';
import { CHECKPOINT_LANE, DIGEST_LANE } from './relay-plan.rules.ts';

export type CheckpointSubscriber = {
  id: string;
  schedule: PushSchedule;
  hasEndpoint: boolean;
  epoch: number;
  heardUpTo: number;
};

/** Subscriptions that ask for checkpoints by name and were not told of this one. */
export const checkpointSubscribers = (tx: Db, newest: number) =>
  rows<CheckpointSubscriber>(
    tx,
    sql`select s.id::text as id, s.schedule, s.endpoint_url is not null as "hasEndpoint", s.epoch,
      coalesce(heard.no, 0)::bigint as "heardUpTo"
    from subscriptions s
      cross join lateral (
        select max(n.subject_seq) as no from notices n
        where n.subscription_id = s.id and n.type = ${sql.raw(`'${CHECKPOINT}'`)}) heard
    where s.removed_at is null
      and s.filter -> 'topics' @> ${json([CHECKPOINT])}::text::jsonb
      and coalesce(heard.no, 0) < ${newest}
    order by s.id`,
  );

type Of = { subscriptionIds: readonly string[] };
const idsIn = ({ subscriptionIds }: Of) =>
  sql`(select value::uuid from jsonb_array_elements_text(${json(subscriptionIds)}::text::jsonb))`;

/** Deliveries that may be emptied, and the heads that an arrival comes behind, are held until the end. */
export const holdCheckpointLanes = (tx: Db, of: Of) =>
  tx.execute(sql`select 1 from deliveries
    where subscription_id in ${idsIn(of)}
      and lane in (${DIGEST_LANE}, ${CHECKPOINT_LANE})
      and state in ('queued', 'ready', 'leased')
    order by id
    for update`);

// A checkpoint that nobody has seen yet says less than the newest, and with it go those that it stood in for: what
// comes next names them all. A lawful break is never left out.
export const unseenCheckpoints = (tx: Db, of: Of) =>
  rows<{ id: string; subscriptionId: string }>(
    tx,
    sql`with unseen as (
    select n.id, n.subscription_id, n.subject_seq
    from notices n
      join subscriptions s on s.id = n.subscription_id
      left join deliveries d on d.id = n.delivery_id
    where n.subscription_id in ${idsIn(of)}
      and n.type = ${sql.raw(`'${CHECKPOINT}'`)}
      and n.superseded_by is null
      and n.seq > s.acked_seq
      and n.signed_at is null
      and (d.id is null or (d.attempt = 0 and d.state in ('queued', 'ready')))
      and not exists (select 1 from audit_checkpoints c where c.no = n.subject_seq and c.marker is not null))
    select n.id::text as id, n.subscription_id::text as "subscriptionId"
    from unseen u
      join notices n on n.subscription_id = u.subscription_id
        and n.type = ${sql.raw(`'${CHECKPOINT}'`)}
        and n.subject_seq > u.subject_seq - ${NAMED_AT_MOST}::bigint
        and n.subject_seq <= u.subject_seq
        and (n.id = u.id or n.superseded_by = u.id)
    order by n.seq`,
  );
