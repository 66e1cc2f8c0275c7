import { isNull, sql } from 'drizzle-orm';
import { agencyEvents } from '../../platform/door/agency-events.table.ts';
import { type Db, json, rows } from '../../platform/door/db.ts';
import { millisText } from '../../platform/door/utc-text.ts';
import { ASSISTANCE, type PushSchedule } from '../subscriptions/subscription.rules.ts';
import type { AgencyEvent } from './agency-notice.rules.ts';
import { AGENCY_LANE } from './relay-plan.rules.ts';

export const hasUntoldEvents = async (db: Db): Promise<boolean> =>
  (await db.select({ id: agencyEvents.id }).from(agencyEvents).where(isNull(agencyEvents.toldAt)).limit(1))
    .length > 0;

export const untoldEvents = (tx: Db, limit: number) =>
  rows<AgencyEvent>(
    tx,
    sql`select e.id, e.agency_id as "agencyId", e.topic, e.subject, e.subject_seq as "subjectSeq", e.content,
      ${sql.raw(millisText('e.at'))} as at
    from agency_events e
    where e.told_at is null
    order by e.id
    limit ${limit}`,
  );

export type AgencySubscriber = {
  id: string;
  agencyId: number;
  schedule: PushSchedule;
  hasEndpoint: boolean;
  epoch: number;
};

/** Subscriptions of these agencies that ask for such events by name. */
export const agencySubscribers = (tx: Db, agencyIds: readonly number[]) =>
  rows<AgencySubscriber>(
    tx,
    sql`select s.id::text as id, s.agency_id as "agencyId", s.schedule,
      s.endpoint_url is not null as "hasEndpoint", s.epoch
    from subscriptions s
    where s.removed_at is null
      and s.agency_id in (select value::int from jsonb_array_elements_text(${json(agencyIds)}::text::jsonb))
      and s.filter -> 'topics' @> ${json([ASSISTANCE])}::text::jsonb
    order by s.id`,
  );

/** The heads that an arrival comes behind are held until the end. */
export const holdAgencyLanes = (tx: Db, subscriptionIds: readonly string[]) =>
  tx.execute(sql`select 1 from deliveries
    where subscription_id in (
        select value::uuid from jsonb_array_elements_text(${json(subscriptionIds)}::text::jsonb))
      and lane = ${AGENCY_LANE}
      and state in ('queued', 'ready', 'leased')
    order by id
    for update`);

export const markTold = (tx: Db, ids: readonly number[], at: string) =>
  tx.execute(sql`update agency_events
    set told_at = ${at}::timestamptz
    where id in (select value::bigint from jsonb_array_elements_text(${json(ids)}::text::jsonb))`);
