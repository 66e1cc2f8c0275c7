import { sql } from 'drizzle-orm';
import { type Db, json, rows } from '../../platform/door/db.ts';
import type { Channel, PushSchedule, SubscriptionFilter } from './subscription.rules.ts';

export type SubscriptionState = 'pending' | 'active' | 'paused' | 'disabled';

export type SubscriptionRow = {
  id: string;
  agencyId: number;
  agency: string;
  agencyName: string;
  name: string;
  filter: SubscriptionFilter;
  schedule: PushSchedule;
  channel: Channel;
  endpointUrl: string | null;
  drop: { kind: 'folder' | 's3'; location: string; format: string; region: string | null } | null;
  endpoint: { url: string } | null;
  state: SubscriptionState;
  pauseReason: string | null;
  sm3Signature: boolean;
  clientCertificate: { validUntil: string } | null;
  identityBasis: string | null;
  lastSeq: number;
  ackedSeq: number;
  failStreak: number;
  failingSince: string | null;
  breakerOpenUntil: string | null;
  verifiedAt: string | null;
  createdAt: string;
};

const instant = (column: string) =>
  sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

const columns = sql`s.id::text as id, s.agency_id as "agencyId", a.code as agency, a.name as "agencyName",
  s.name, s.filter,
  s.schedule, s.channel, s.endpoint_url as "endpointUrl",
  (select jsonb_build_object('kind', d.kind, 'location', s.endpoint_url, 'format', d.format, 'region',
    d.region)
    from subscription_drops d where d.subscription_id = s.id and s.channel = 'file') as drop,
  case when s.channel = 'webhook' then jsonb_build_object('url', s.endpoint_url) end as endpoint, s.state,
    s.pause_reason as "pauseReason", s.identity_basis as "identityBasis", s.sm3_signature as "sm3Signature",
  (select jsonb_build_object('validUntil', ${instant('k.valid_until')}) from subscription_certificates k
    where k.id = s.certificate_id) as "clientCertificate",
  s.last_seq as "lastSeq", s.acked_seq as "ackedSeq", s.fail_streak as "failStreak",
    ${instant('s.failing_since')} as "failingSince",
  ${instant('s.breaker_open_until')} as "breakerOpenUntil", ${instant('s.verified_at')} as "verifiedAt",
  ${instant('s.created_at')} as "createdAt"`;

// agencyId null: every agency's.
export type Whose = { id: string; agencyId: number | null };

const owned = ({ id, agencyId }: Whose) =>
  sql`s.id = ${id}::uuid and s.removed_at is null
    and (${agencyId}::int is null or s.agency_id = ${agencyId}::int)`;

export const findSubscription = async (db: Db, whose: Whose) =>
  (
    await rows<SubscriptionRow>(
      db,
      sql`select ${columns} from subscriptions s join agencies a on a.id = s.agency_id where ${owned(whose)}`,
    )
  )[0];

// Held until the act ends, so that two changes of one subscription follow each other.
export const holdOne = async (tx: Db, whose: Whose) => {
  await tx.execute(sql`select 1 from subscriptions s where ${owned(whose)} for update`);
  return findSubscription(tx, whose);
};

export const listSubscriptionRows = (
  db: Db,
  about: { agencyId: number | null; after: string | null; limit: number },
) =>
  rows<SubscriptionRow>(
    db,
    sql`select ${columns} from subscriptions s join agencies a on a.id = s.agency_id
    where s.removed_at is null and (${about.agencyId}::int is null or s.agency_id = ${about.agencyId}::int)
      and (${about.after}::uuid is null or s.id < ${about.after}::uuid)
    order by s.id desc limit ${about.limit}`,
  );

export type NewSubscription = {
  id: string;
  agencyId: number;
  name: string;
  filter: SubscriptionFilter;
  schedule: PushSchedule;
  channel: Channel;
  endpointUrl: string | null;
  identityBasis: string | null;
  openedWith: readonly number[];
  lastSeq: number;
  at: string;
};

export const insertSubscription = (tx: Db, row: NewSubscription) =>
  tx.execute(sql`insert into subscriptions (id, agency_id, name, filter, schedule, channel, endpoint_url,
    state, identity_basis, opened_with, last_seq, created_at)
    values (${row.id}::uuid, ${row.agencyId}, ${row.name}, ${json(row.filter)}::text::jsonb,
      ${json(row.schedule)}::text::jsonb,
      ${row.channel}, ${row.endpointUrl}, ${row.endpointUrl === null ? 'active' : 'pending'},
        ${row.identityBasis},
      ${json(row.openedWith)}::text::jsonb, ${row.lastSeq}, ${row.at}::timestamptz)`);

export type SubscriptionUpdate = Pick<
  SubscriptionRow,
  'name' | 'filter' | 'schedule' | 'channel' | 'endpointUrl' | 'identityBasis' | 'state'
>;

export const updateSubscription = (tx: Db, id: string, change: SubscriptionUpdate) =>
  tx.execute(sql`update subscriptions set name = ${change.name}, filter = ${json(change.filter)}::text::jsonb,
      schedule = ${json(change.schedule)}::text::jsonb, endpoint_url = ${change.endpointUrl},
      channel = ${change.channel}, identity_basis = ${change.identityBasis}, state = ${change.state}
    where id = ${id}::uuid`);

// Failures of the old place say nothing about the new one.
export const forgetPlace = (tx: Db, id: string) =>
  tx.execute(sql`update subscriptions set verified_at = null, pause_reason = null, fail_streak = 0,
    failing_since = null,
      breaker_trips = 0, breaker_open_until = null, tally_from = null, tally_attempts = 0, tally_failures = 0
    where id = ${id}::uuid`);

export const setSm3Signature = (tx: Db, id: string, isWanted: boolean) =>
  tx.execute(sql`update subscriptions set sm3_signature = ${isWanted} where id = ${id}::uuid`);

type Move = { id: string; from: readonly SubscriptionState[]; to: SubscriptionState; reason: string | null };

// Gives false when the subscription is in another state. A move clears the failures counted against the
// endpoint.
export const moveSubscription = async (tx: Db, { id, from, to, reason }: Move): Promise<boolean> =>
  (
    await rows(
      tx,
      sql`update subscriptions set state = ${to}, pause_reason = ${reason}, fail_streak = 0,
        failing_since = null,
      breaker_trips = 0, breaker_open_until = null, tally_from = null, tally_attempts = 0, tally_failures = 0
    where id = ${id}::uuid and removed_at is null
      and state in (select jsonb_array_elements_text(${json(from)}::text::jsonb)) returning id`,
    )
  ).length > 0;

export const confirmSubscription = async (tx: Db, id: string, at: string): Promise<boolean> =>
  (
    await rows(
      tx,
      sql`update subscriptions set verified_at = ${at}::timestamptz,
        state = case when state = 'pending' then 'active' else state end
    where id = ${id}::uuid and removed_at is null returning id`,
    )
  ).length > 0;

export const removeSubscriptionRow = async (tx: Db, id: string, at: string) => {
  await tx.execute(sql`update subscriptions set removed_at = ${at}::timestamptz where id = ${id}::uuid`);
  await tx.execute(sql`update deliveries set state = 'dead', ended_at = ${at}::timestamptz
    where subscription_id = ${id}::uuid and state in ('queued', 'ready')`);
};

// Silent for five days: every attempt since then has failed.
export const longFailing = (db: Db) =>
  rows<{ id: string }>(
    db,
    sql`select id::text as id from subscriptions where state = 'active' and removed_at is null
    and failing_since < now() - interval '5 days'`,
  );
