import { and, eq, gte, min, sql } from 'drizzle-orm';
import { type Db, rows } from '../../platform/door/db.ts';
import { WAITS_FOR_DIGEST } from '../relay/digest.rules.ts';
import { notices } from '../relay/notice.table.ts';
import type { CarriedNotice } from './replay.rules.ts';

type Span = { id: string; from: number; to: number };

// The notices of a span, and what else their deliveries carried. A notice that still waits for its digest is
// no repetition: it would overtake what its subject waits for.
export const noticesBetween = (tx: Db, { id, from, to }: Span) =>
  rows<CarriedNotice>(
    tx,
    sql`with span as (
      select * from notices
      where subscription_id = ${id}::uuid and seq between ${from} and ${to} and superseded_by is null),
    repeated as (
      select replay_of, max(replay_no) as times
      from deliveries
      where subscription_id = ${id}::uuid and kind = 'replay'
      group by replay_of),
    carriers as (
      select d.id, jsonb_build_object('id', d.id, 'firstSeq', d.first_seq, 'lastSeq', d.last_seq,
        'replays', coalesce(r.times, 0)) as delivery
      from deliveries d
        left join repeated r on r.replay_of = d.id
      where d.id in (select delivery_id from span) and d.state in ('delivered', 'dead'))
    select n.id::text as id, n.seq, coalesce(octet_length(n.body), octet_length(n.sealed_body)) as size,
      c.delivery
    from carriers c
      join notices n on n.delivery_id = c.id and n.superseded_by is null
    union all
    select n.id::text, n.seq, coalesce(octet_length(n.body), octet_length(n.sealed_body)), null
    from span n
      join subscriptions s on s.id = n.subscription_id
    where n.delivery_id is null and not ${sql.raw(WAITS_FOR_DIGEST)}
    order by seq`,
  );

export const seqSince = async (tx: Db, { id, since }: { id: string; since: string }) =>
  (
    await tx
      .select({ seq: min(notices.seq) })
      .from(notices)
      .where(and(eq(notices.subscriptionId, id), gte(notices.createdAt, since)))
  )[0]?.seq ?? undefined;
