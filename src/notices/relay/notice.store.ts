import { and, asc, between, eq, isNull, sql } from 'drizzle-orm';
import { bound, columnSet, type Db, json, rows } from '../../platform/door/db.ts';
import { hex } from '../../platform/keys/bytes.ts';
import { type Opener, openedOrNull } from '../../platform/keys/opened.ts';
import type { Vault } from '../../platform/keys/vault.ts';
import { identifierPurpose } from '../../registry/subjects/subject-lookup.ts';
import { notices } from './notice.table.ts';
import type { RenderedNotice } from './notice-row.rules.ts';

const bodyPurpose = (noticeId: string) => `notice:${noticeId}`;

const columns = columnSet({
  id: 'uuid',
  subscriptionId: 'uuid',
  seq: 'bigint',
  epoch: 'int',
  eventId: 'bigint',
  subjectId: 'bigint',
  subjectSeq: 'bigint',
  listingId: 'bigint',
  type: 'text',
  isInitial: 'boolean',
  measures: 'jsonb',
  suspends: 'boolean',
  deliveryId: 'uuid',
  body: 'text',
  sealed: 'text',
});
const INSERT = `insert into notices (id, subscription_id, seq, epoch, event_id, subject_id, subject_seq,
    listing_id,
    type, is_initial, measures, suspends, delivery_id, body, sealed_body, created_at)
  select x.id, x."subscriptionId", x.seq, x.epoch, x."eventId", x."subjectId", x."subjectSeq", x."listingId",
    x.type, x."isInitial", x.measures, x.suspends, x."deliveryId", x.body, decode(x.sealed, 'hex'),
    $${columns.next}::text::timestamptz
  from ${columns.from}`;

const stored = async <T extends { id: string; body: string; isSecret: boolean }>(
  vault: Vault,
  { isSecret, body, ...row }: T,
) =>
  isSecret
    ? { ...row, body: null, sealed: hex(await vault.seal(body, bodyPurpose(row.id))) }
    : { ...row, body, sealed: null };

export const insertNotices = async (
  tx: Db,
  made: readonly RenderedNotice[],
  { vault, at }: { vault: Vault; at: string },
) => {
  const list = await Promise.all(made.map((notice) => stored(vault, notice)));
  await tx.execute(bound(INSERT, [...columns.params(list), at]));
};

export type KeptBody = Pick<typeof notices.$inferSelect, 'id' | 'body' | 'sealedBody'>;

export const openBody = async (vault: Vault, { id, body, sealedBody }: KeptBody): Promise<string> =>
  body ?? (sealedBody ? vault.openText(sealedBody, bodyPurpose(id)) : '');

/** One of a page; null where the body does not open. */
export const openedBody = async (opener: Opener, kept: KeptBody): Promise<string | null> =>
  kept.body ?? (kept.sealedBody && (await openedOrNull(opener, kept.sealedBody, bodyPurpose(kept.id))));

// Notices made before their listing was revoked, locked in the order of their ids.
export type Revoked = { listingId: number; eventId: number };
export const noticesBefore = (tx: Db, revoked: readonly Revoked[]) =>
  rows<KeptBody & { eventId: number }>(
    tx,
    sql`select n.id::text as id, n.event_id as "eventId", n.body, n.sealed_body as "sealedBody"
    from notices n
    where n.id in (
      select e.id
      from jsonb_to_recordset(${json(revoked)}::text::jsonb) x("listingId" bigint, "eventId" bigint)
        cross join lateral (
          select o.id from notices o
          where o.listing_id = x."listingId" and o.event_id < x."eventId" offset 0) e)
    order by n.id
    for update`,
  );

export const replaceBodies = async (
  tx: Db,
  vault: Vault,
  bodies: readonly { id: string; body: string; isSecret: boolean }[],
) => {
  const list = await Promise.all(bodies.map((body) => stored(vault, body)));
  await tx.execute(sql`update notices n
    set body = x.body, sealed_body = decode(x.sealed, 'hex')
    from jsonb_to_recordset(${json(list)}::text::jsonb) x(id uuid, body text, sealed text)
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
    ? and(
        eq(notices.subscriptionId, subscriptionId),
        between(notices.seq, firstSeq, lastSeq),
        isNull(notices.supersededBy),
      )
    : eq(notices.deliveryId, webhookId);

export const bodiesOfDelivery = async (db: Db, delivery: Span): Promise<KeptBody[]> =>
  db
    .select({ id: notices.id, body: notices.body, sealedBody: notices.sealedBody })
    .from(notices)
    .where(and(carriedBy(delivery), isNull(notices.supersededBy)))
    .orderBy(asc(notices.seq));

export const noticesOf = async (db: Db, delivery: Span) =>
  db
    .select({ id: notices.id, seq: notices.seq })
    .from(notices)
    .where(carriedBy(delivery))
    .orderBy(asc(notices.seq));

export type FullIdentity = { type: string; code: string };

// The full number of each person among the subjects; where a person has several documents, the citizen's
// number. An event may name a subject that was merged since.
export const openIdentities = async (
  db: Db,
  vault: Vault,
  subjectIds: readonly number[],
): Promise<Map<number, FullIdentity>> => {
  if (subjectIds.length === 0) return new Map();
  const found = await rows<{ subjectId: number; lookup: string; type: string; sealed: Uint8Array }>(
    db,
    sql`select distinct on (s.id) s.id as "subjectId", i.lookup, i.type, i.sealed
    from jsonb_array_elements_text(${json(subjectIds)}::text::jsonb) x(id)
      join subjects s on s.id = x.id::bigint
      join subject_identifiers i on i.subject_id = coalesce(s.merged_into, s.id)
    where i.sealed is not null
    order by s.id, i.type <> 'citizen-id', coalesce(i.origin_id, i.subject_id) <> s.id, i.lookup`,
  );
  const opened = found.map(async ({ subjectId, lookup, type, sealed }) => {
    const code = await vault.openText(sealed, identifierPurpose(lookup));
    return [subjectId, { type, code }] as const;
  });
  return new Map(await Promise.all(opened));
};
