import { desc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { agencies } from '../../access/agencies/agency.table.ts';
import { type Db, rows } from '../../platform/door/db.ts';
import { millisText, utcMillis } from '../../platform/door/utc-text.ts';
import { subscriptions } from '../subscriptions/subscription.table.ts';
import { RAISED_BY } from './restoration.rules.ts';
import { forgottenNumbers, restorations } from './restoration.table.ts';

const columns = {
  epoch: restorations.epoch,
  at: utcMillis(restorations.at),
  by: restorations.by,
  knownUntil: sql<string | null>`${utcMillis(restorations.knownUntil)}`,
  raisedBy: restorations.raisedBy,
  listingCount: restorations.listingCount,
};

export const listRestorationRows = async (db: Db) =>
  db.select(columns).from(restorations).orderBy(desc(restorations.epoch));
export type RestorationRow = Awaited<ReturnType<typeof listRestorationRows>>[number];

export const currentEpoch = async (db: Db): Promise<number> =>
  (await rows<{ epoch: number }>(db, sql`select coalesce(max(epoch), 1)::int as epoch from restorations`))[0]
    ?.epoch ?? 1;

export const insertRestoration = (
  tx: Db,
  made: Pick<RestorationRow, 'epoch' | 'at' | 'by' | 'raisedBy' | 'listingCount'>,
) => {
  const { epoch, at, by, raisedBy, listingCount } = made;
  return tx.execute(sql`insert into restorations (epoch, at, by, known_until, raised_by, listing_count)
    select ${epoch}::int, ${at}::timestamptz, ${by}, max(at), ${raisedBy}::bigint, ${listingCount}::int
    from audit_lines`);
};

// The registry's own numbers of each subscription, before they are raised.
export const keepKnownNumbers = (tx: Db, by: number) =>
  tx.execute(sql`insert into forgotten_numbers (subscription_id, known_seq, next_seq)
    select id, last_seq, last_seq + ${by}::bigint from subscriptions where removed_at is null
    on conflict do nothing`);

// When the notices beside the forgotten ones were made: between the two stood those that nobody here knows.
const madeAt = (isBeside: SQL) =>
  sql<string | null>`(select ${sql.raw(millisText('x.at'))} from (
    select n.created_at as at from notices n
    where n.subscription_id = ${forgottenNumbers.subscriptionId} and ${isBeside}
    order by n.seq limit 1) x)`;

export const listForgotten = async (db: Db) =>
  db
    .select({
      subscriptionId: subscriptions.id,
      subscription: subscriptions.name,
      agency: agencies.name,
      channel: subscriptions.channel,
      knownSeq: forgottenNumbers.knownSeq,
      seenSeq: forgottenNumbers.seenSeq,
      seenAt: sql<string | null>`${utcMillis(forgottenNumbers.seenAt)}`,
      lists: sql<string[]>`coalesce(${subscriptions.filter} -> 'lists', '[]')`,
      madeAfter: madeAt(sql`n.seq = ${forgottenNumbers.knownSeq}`),
      madeBefore: madeAt(sql`n.seq > ${forgottenNumbers.knownSeq}`),
    })
    .from(forgottenNumbers)
    .innerJoin(subscriptions, eq(subscriptions.id, forgottenNumbers.subscriptionId))
    .innerJoin(agencies, eq(agencies.id, subscriptions.agencyId))
    .where(isNull(subscriptions.removedAt))
    .orderBy(
      sql`${forgottenNumbers.seenSeq} is null`,
      agencies.name,
      subscriptions.id,
      forgottenNumbers.knownSeq,
    );

type Named = { subscriptionId: string; named: number };

const isForgottenIn = ({ subscriptionId, named }: Named) => sql`f.subscription_id = ${subscriptionId}::uuid
  and ${named}::bigint > f.known_seq and ${named}::bigint < f.next_seq`;

// Beyond everything that was ever given, but not beyond belief.
const isBeyond = ({ subscriptionId, named }: Named) => sql`s.id = ${subscriptionId}::uuid
  and ${named}::bigint > s.last_seq and ${named}::bigint < s.last_seq + ${RAISED_BY}
  and not exists (select from forgotten_numbers f where ${isForgottenIn({ subscriptionId, named })})`;

export const isNewlyNamed = async (db: Db, about: Named): Promise<boolean> =>
  (
    await rows(
      db,
      sql`select 1 from subscriptions s where ${isBeyond(about)}
      union all
      select 1 from forgotten_numbers f
      where ${isForgottenIn(about)} and coalesce(f.seen_seq, 0) < ${about.named}`,
    )
  ).length > 0;

// A department names a number, as the last one that it has: the registry may never have heard of it.
export const noteNamedNumber = async (tx: Db, { at, ...about }: Named & { at: string }) => {
  await tx.execute(sql`insert into forgotten_numbers (subscription_id, known_seq, next_seq)
    select s.id, s.last_seq, s.last_seq + ${RAISED_BY}::bigint from subscriptions s where ${isBeyond(about)}
    on conflict do nothing`);
  await tx.execute(sql`update forgotten_numbers f
    set seen_seq = ${about.named}::bigint, seen_at = ${at}::timestamptz
    where ${isForgottenIn(about)} and coalesce(f.seen_seq, 0) < ${about.named}`);
};
