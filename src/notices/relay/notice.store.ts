import { sql } from 'drizzle-orm';
import { bound, columnSet, type Db, json, rows } from '../../platform/door/db.ts';
import { hex } from '../../platform/keys/bytes.ts';
import type { Vault } from '../../platform/keys/vault.ts';
import { identifierPurpose } from '../../registry/subjects/subject-lookup.ts';
import type { NoticeRow } from './notice-row.rules.ts';

const bodyPurpose = (noticeId: string) => `notice:${noticeId}`;

const columns = columnSet({
  id: 'uuid',
  subscription_id: 'uuid',
  seq: 'bigint',
  event_id: 'bigint',
  subject_id: 'bigint',
  subject_seq: 'bigint',
  listing_id: 'bigint',
  type: 'text',
  is_initial: 'boolean',
  measures: 'jsonb',
  delivery_id: 'uuid',
  body: 'text',
  sealed: 'text',
});
const INSERT = `insert into notices (id, subscription_id, seq, event_id, subject_id, subject_seq, listing_id,
  type, is_initial, measures,
    delivery_id, body, sealed_body, created_at)
  select x.id, x.subscription_id, x.seq, x.event_id, x.subject_id, x.subject_seq, x.listing_id, x.type,
    x.is_initial, x.measures,
    x.delivery_id, x.body, decode(x.sealed, 'hex'), $${columns.next}::text::timestamptz
  from ${columns.from}`;

export const insertNotices = async (
  tx: Db,
  notices: readonly NoticeRow[],
  keeping: { vault: Vault; at: string },
) => {
  const stored = await Promise.all(
    notices.map(async ({ isSecret, body, ...row }) =>
      isSecret
        ? { ...row, body: null, sealed: hex(await keeping.vault.seal(body, bodyPurpose(row.id))) }
        : { ...row, body, sealed: null },
    ),
  );
  await tx.execute(bound(INSERT, [...columns.params(stored), keeping.at]));
};

export type KeptBody = { id: string; body: string | null; sealed_body: Uint8Array | null };

export const openBody = async (vault: Vault, { id, body, sealed_body }: KeptBody): Promise<string> =>
  body ?? (sealed_body ? vault.openText(sealed_body, bodyPurpose(id)) : '');

// Notices made before their listing was revoked, locked in the order of their ids.
export type Revoked = { listingId: number; eventId: number };
export const noticesBefore = (tx: Db, revoked: readonly Revoked[]) =>
  rows<KeptBody & { eventId: number }>(
    tx,
    sql`select n.id::text as id, n.event_id as "eventId", n.body, n.sealed_body from notices n where n.id in (
      select e.id
        from jsonb_to_recordset(${json(revoked)}::text::jsonb) x("listingId" bigint, "eventId" bigint)
      cross join lateral (select o.id from notices o
        where o.listing_id = x."listingId" and o.event_id < x."eventId" offset 0) e)
    order by n.id for update`,
  );

export const replaceBodies = async (
  tx: Db,
  vault: Vault,
  bodies: readonly { id: string; body: string; isSecret: boolean }[],
) => {
  const stored = await Promise.all(
    bodies.map(async ({ id, body, isSecret }) =>
      isSecret
        ? { id, body: null, sealed: hex(await vault.seal(body, bodyPurpose(id))) }
        : { id, body, sealed: null },
    ),
  );
  await tx.execute(sql`update notices n set body = x.body, sealed_body = decode(x.sealed, 'hex')
    from jsonb_to_recordset(${json(stored)}::text::jsonb) x(id uuid, body text, sealed text)
      where n.id = x.id`);
};

type Span = {
  id: string;
  webhookId: string;
  subscriptionId: string;
  kind: string;
  firstSeq: number;
  lastSeq: number;
};

// A delivery carries its own notices, or repeats those of another; a replay of notices that none carried goes
// by numbers.
const carriedBy = ({ id, webhookId, subscriptionId, kind, firstSeq, lastSeq }: Span) =>
  kind === 'replay' && webhookId === id
    ? sql`subscription_id = ${subscriptionId}::uuid and seq between ${firstSeq} and ${lastSeq}
      and superseded_by is null`
    : sql`delivery_id = ${webhookId}::uuid`;

export const bodiesOfDelivery = (db: Db, delivery: Span) =>
  rows<KeptBody>(
    db,
    sql`select id::text as id, body, sealed_body from notices
      where superseded_by is null and ${carriedBy(delivery)} order by seq`,
  );

export const noticesOf = (db: Db, delivery: Span) =>
  rows<{ id: string; seq: number }>(
    db,
    sql`select id::text as id, seq from notices where ${carriedBy(delivery)} order by seq`,
  );

export type FullIdentity = { type: string; code: string };

// The full number of each person among the subjects; where a person has several documents, the citizen's
// number. An event may name a subject that was merged since.
export const openIdentities = async (
  db: Db,
  vault: Vault,
  subjectIds: readonly number[],
): Promise<Map<number, FullIdentity>> => {
  if (subjectIds.length === 0) return new Map();
  const found = await rows<{ subject_id: number; lookup: string; type: string; sealed: Uint8Array }>(
    db,
    sql`select distinct on (s.id) s.id as subject_id, i.lookup, i.type, i.sealed
    from jsonb_array_elements_text(${json(subjectIds)}::text::jsonb) x(id)
      join subjects s on s.id = x.id::bigint
    join subject_identifiers i on i.subject_id = coalesce(s.merged_into, s.id)
    where i.sealed is not null
    order by s.id, i.type <> 'citizen-id', coalesce(i.origin_id, i.subject_id) <> s.id, i.lookup`,
  );
  const opened = found.map(async ({ subject_id, lookup, type, sealed }) => {
    const code = await vault.openText(sealed, identifierPurpose(lookup));
    return [subject_id, { type, code }] as const;
  });
  return new Map(await Promise.all(opened));
};
