import { ask, columnSet, json, type Statement } from '../../platform/door/db.ts';
import type { DeliveryKind, DeliveryState } from '../inbox/notice-words.rules.ts';
import type { Channel, PushSchedule } from '../subscriptions/subscription.rules.ts';
import { type Answers, breakerJudgedSql, breakerSetSql, isCountingSql } from './breaker.rules.ts';
import type { AttemptVerdict } from './delivery.rules.ts';
import type { NewsKind } from './delivery.table.ts';

export type ClaimedDelivery = {
  id: string;
  subscriptionId: string;
  kind: DeliveryKind;
  firstSeq: number;
  lastSeq: number;
  attempt: number;
  token: string;
  channel: Channel;
  epoch: number;
  url: string;
  createdAt: number;
  // When the lease was given, by the database's clock, in milliseconds.
  claimedAt: number;
  // No quiet hours for it: a lift, or what a lift waits for.
  isUrgent: boolean;
  schedule: PushSchedule;
  isFailing: boolean;
  secretIds: readonly string[];
  withSm3: boolean;
  certificateId: string | null;
  // The delivery's own id, or that of the delivery which it repeats for the replayNo-th time.
  webhookId: string;
  replayNo: number | null;
  body: string;
  hasSealed: boolean;
};

const leased = `update deliveries d
  set state = 'leased',
    lease_token = gen_random_uuid(),
    lease_until = now() + make_interval(secs => $1::float8),
    attempt = attempt + 1
  from pick
  where d.id = pick.id
  returning d.*`;

// Columns of the subscription are read once, not once a delivery.
const shown = `,
  endpoint as materialized (
    select s.id, s.channel, s.epoch, s.endpoint_url, s.schedule,
      s.schedule -> 'quietHours' is not null as has_quiet_hours, s.sm3_signature, s.certificate_id,
      s.fail_streak > 0 or s.breaker_trips > 0 or ${isCountingSql('s')} as is_failing,
      (select coalesce(jsonb_agg(k.id::text), '[]')
        from subscription_secrets k
        where k.subscription_id = s.id and (k.valid_until is null or k.valid_until > now())) as secret_ids
    from subscriptions s
    where s.id in (select subscription_id from leased))
  select l.id::text as id, l.subscription_id::text as "subscriptionId", l.kind, l.first_seq as "firstSeq",
    l.last_seq as "lastSeq", l.attempt, l.lease_token::text as token, e.channel, e.epoch,
    e.endpoint_url as url,
    extract(epoch from l.created_at)::float8 * 1000 as "createdAt",
    extract(epoch from now())::float8 * 1000 as "claimedAt", e.schedule,
    l.urgent or (e.has_quiet_hours and exists (
      select from deliveries u
      where u.subscription_id = l.subscription_id and u.lane = l.lane and u.state = 'queued'
        and u.urgent)) as "isUrgent",
    e.is_failing as "isFailing", e.secret_ids as "secretIds", e.sm3_signature as "withSm3",
    e.certificate_id::text as "certificateId", coalesce(l.replay_of, l.id)::text as "webhookId",
    l.replay_no as "replayNo", '[' || coalesce(n.body, '') || ']' as body,
    coalesce(n.has_sealed, false) as "hasSealed"
  from leased l
    join endpoint e on e.id = l.subscription_id`;

// One lease per delivery, by the database's clock. A receiver has at most $2 deliveries in flight, or one
// while its breaker is half open. Receivers with the fewest in flight come first, so that none starves the
// others.
const CLAIM = `with receivers as materialized (
    select s.id, s.breaker_trips, flying.count
    from subscriptions s
      cross join lateral (
        select count(*) as count from deliveries f
        where f.subscription_id = s.id and f.state = 'leased') flying
    where s.state = 'active' and s.removed_at is null and s.endpoint_url is not null
      and (s.breaker_open_until is null or s.breaker_open_until <= now())
    order by flying.count),
  pick as (
    select d.id
    from receivers r
      cross join lateral (
        select id from deliveries
        where subscription_id = r.id and state = 'ready' and kind <> 'ping' and due_at <= now()
        order by due_at, first_seq
        limit greatest(0, least($4::int, case when r.breaker_trips > 0 then 1 else $2::int end - r.count))
        for update skip locked) d
    limit $3::int),
  leased as (${leased})${shown}
    left join lateral (
      select string_agg(m.body, ',' order by m.seq) as body, bool_or(m.sealed_body is not null) as has_sealed
      from (
        select seq, body, sealed_body from notices
        where delivery_id = coalesce(l.replay_of, l.id) and superseded_by is null
        union all
        select seq, body, sealed_body from notices
        where l.kind = 'replay' and l.replay_of is null and subscription_id = l.subscription_id
          and seq between l.first_seq and l.last_seq and superseded_by is null) m) n on true`;

const CLAIM_PINGS = `with pick as (
    select d.id
    from deliveries d
      join subscriptions s on s.id = d.subscription_id
    where d.state = 'ready' and d.kind = 'ping' and d.due_at <= now() and s.state <> 'disabled'
      and s.removed_at is null
      and s.endpoint_url is not null
    order by d.due_at
    limit $2::int
    for update of d skip locked),
  leased as (${leased})${shown}
    cross join lateral (select null::text as body, false as has_sealed) n`;

export type Pace = { window: number; perReceiver: number; leaseSeconds: number; timeoutMs: number };

export const claimDeliveries = (run: Statement, pace: Pace, free: number) =>
  ask<ClaimedDelivery>(run, CLAIM, [
    pace.leaseSeconds,
    pace.perReceiver,
    free,
    Math.max(1, Math.ceil(free / 8)),
  ]);

export const claimPings = (run: Statement, pace: Pace, free: number) =>
  ask<ClaimedDelivery>(run, CLAIM_PINGS, [pace.leaseSeconds, free]);

export type Settlement = {
  id: string;
  token: string;
  subscriptionId: string;
  attempt: number;
  goesTo: AttemptVerdict['goesTo'];
  delaySeconds: number;
  // By the application's clock, from which duties are reckoned; leases and due times go by the database's.
  at: string;
  endedAt: string;
  tookMs: number;
  status: number | null;
  fault: string | null;
  excerpt: string;
  // The answer's news of the whole subscription.
  news: NewsKind | null;
};

// A sender that outlived its lease changes nothing; its attempt is still written down.
const settling = columnSet({
  id: 'uuid',
  token: 'uuid',
  subscriptionId: 'uuid',
  attempt: 'int',
  goesTo: 'text',
  delaySeconds: 'float8',
  at: 'timestamptz',
  endedAt: 'timestamptz',
  tookMs: 'int',
  status: 'int',
  fault: 'text',
  excerpt: 'text',
  news: 'text',
});
const settle = (which: string) => `with x as materialized (select * from ${settling.from}),
  tried as (
    insert into delivery_attempts (delivery_id, subscription_id, attempt, at, took_ms, status, fault,
      response_excerpt)
    select id, "subscriptionId", attempt, at, "tookMs", status, fault, excerpt from x ${which}),
  held as materialized (
    select d.id, x."goesTo", x."delaySeconds", x."endedAt", x.attempt, x."subscriptionId", x.news,
      coalesce(x.fault, 'http-' || x.status) as reason
    from x
      join deliveries d on d.id = x.id
    where d.lease_token = x.token and d.state = 'leased'
    order by d.id
    for update of d),
  told as (
    insert into endpoint_news (delivery_id, attempt, subscription_id, kind, reason)
    select id, attempt, "subscriptionId", news, reason from held where news is not null)
  update deliveries d
  set state = h."goesTo",
    lease_token = null,
    lease_until = null,
    due_at = case
      when h."goesTo" = 'ready' then now() + make_interval(secs => h."delaySeconds")
      else d.due_at end,
    ended_at = case when h."goesTo" <> 'ready' then h."endedAt" end
  from held h
  where d.id = h.id
  returning d.id::text as id, d.subscription_id::text as s, d.lane, d.state, d.kind`;
const SETTLE = settle('');
// The answer to the first commit was lost: what it wrote down is not written again.
const SETTLE_AGAIN = settle(`where not exists (
      select 1 from delivery_attempts a
      where a.delivery_id = x.id and a.attempt = x.attempt and a.at = x.at)`);

export type SettledDelivery = {
  id: string;
  s: string;
  lane: number;
  state: DeliveryState;
  kind: DeliveryKind;
};

export const settleDeliveries = (
  run: Statement,
  settlements: readonly Settlement[],
  { isAgain } = { isAgain: false },
) => ask<SettledDelivery>(run, isAgain ? SETTLE_AGAIN : SETTLE, settling.params(settlements));

const HEALTH = `with x as materialized (
    select * from jsonb_to_recordset($1::text::jsonb) x(s uuid, attempts int, failures int)),
  locked as materialized (
    select s.* from subscriptions s
      join x on x.s = s.id
    order by s.id
    for update of s),
  ${breakerJudgedSql}
  update subscriptions s
  set ${breakerSetSql}
  from judged j
  where s.id = j.id`;

export type EndpointTally = Answers & { s: string };

export const noteHealth = (run: Statement, health: readonly EndpointTally[]) => run(HEALTH, [json(health)]);

const REAP = `update deliveries
  set state = 'ready', lease_token = null, lease_until = null, due_at = now()
  where id in (
    select id from deliveries
    where state = 'leased' and lease_until < now()
    order by id
    for update skip locked)
  returning id`;

// A sender that died left its lease; the delivery goes out again under the same id.
export const reapLeases = async (run: Statement): Promise<number> => (await run(REAP, [])).length;
