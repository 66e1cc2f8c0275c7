import { and, eq, isNull, sql } from 'drizzle-orm';
import { type Db, json, rows } from '../../platform/door/db.ts';
import { notices } from '../relay/notice.table.ts';

type Receipt = { ids: readonly string[]; agencyId: number | null; by: string; at: string };

// Subscriptions are locked in the order of the relay. A notice of another agency counts as unknown, and the
// first receipt is kept.
export const holdReaders = (tx: Db, { ids, agencyId }: Pick<Receipt, 'ids' | 'agencyId'>) =>
  rows<{ id: string; channel: string }>(
    tx,
    sql`select s.id::text as id, s.channel
    from subscriptions s
    where s.id in (
        select n.subscription_id
        from jsonb_array_elements_text(${json(ids)}::text::jsonb) x
          join notices n on n.id = x.value::uuid)
      and (${agencyId}::int is null or s.agency_id = ${agencyId}::int)
    order by s.id
    for update`,
  );

export const markSigned = (tx: Db, { ids, agencyId, by, at }: Receipt) =>
  rows<{ id: string; subjectId: number }>(
    tx,
    sql`update notices n
    set signed_at = ${at}::timestamptz,
      signed_by = ${by},
      read_at = coalesce(n.read_at, ${at}::timestamptz)
    from jsonb_array_elements_text(${json(ids)}::text::jsonb) x, subscriptions s
    where n.id = x.value::uuid
      and s.id = n.subscription_id
      and n.signed_at is null
      and (${agencyId}::int is null or s.agency_id = ${agencyId}::int)
    returning n.id::text as id, n.subject_id as "subjectId"`,
  );

export const markRead = (tx: Db, { id, at }: { id: string; at: string }) =>
  tx
    .update(notices)
    .set({ readAt: at })
    .where(and(eq(notices.id, id), isNull(notices.readAt)));
