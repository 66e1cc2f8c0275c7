import { and, desc, eq, sql } from 'drizzle-orm';
import { agencies } from '../../access/agencies/agency.table.ts';
import { type Db, rows } from '../../platform/door/db.ts';
import { holdLock } from '../../platform/door/named-locks.ts';
import { utcSeconds } from '../../platform/door/utc-text.ts';
import { numberFloorSql } from '../../platform/running/number-floor.rules.ts';
import { supervisionLetters, supervisionReplies } from './supervision.table.ts';

// One letter after another within a year, so that a number that was given up leaves no hole.
export const nextNumber = async (tx: Db, year: number): Promise<number> => {
  await holdLock(tx, 'letters');
  const [row] = await rows<{ next: number }>(
    tx,
    sql`select greatest(max(number), ${sql.raw(numberFloorSql(`letter-${year}`))}) + 1 as next
      from supervision_letters where year = ${year}`,
  );
  return row?.next ?? 1;
};

export const insertLetter = (tx: Db, letter: typeof supervisionLetters.$inferInsert) =>
  tx.insert(supervisionLetters).values(letter);

type LetterQuery = { agencyId: number | null; id?: string; after?: { id: string }; limit: number };

const olderThan = (id: string) =>
  sql`(${supervisionLetters.year}, ${supervisionLetters.number})
    < (select o.year, o.number from supervision_letters o where o.id = ${id}::uuid)`;

export const findLetters = async (db: Db, { agencyId, id, after, limit }: LetterQuery) =>
  db
    .select({
      id: supervisionLetters.id,
      year: supervisionLetters.year,
      number: supervisionLetters.number,
      agencyId: supervisionLetters.agencyId,
      agency: agencies.code,
      agencyName: agencies.name,
      issuer: supervisionLetters.issuer,
      issuedBy: supervisionLetters.issuedBy,
      issuedAt: utcSeconds(supervisionLetters.issuedAt),
      demand: supervisionLetters.demand,
      items: supervisionLetters.items,
      dueFrom: supervisionLetters.dueFrom,
      dueCount: supervisionLetters.dueCount,
      reply: supervisionReplies.reply,
      repliedBy: supervisionReplies.by,
      repliedAt: sql<string | null>`${utcSeconds(supervisionReplies.at)}`,
    })
    .from(supervisionLetters)
    .innerJoin(agencies, eq(agencies.id, supervisionLetters.agencyId))
    .leftJoin(supervisionReplies, eq(supervisionReplies.letterId, supervisionLetters.id))
    .where(
      and(
        agencyId === null ? undefined : eq(supervisionLetters.agencyId, agencyId),
        id === undefined ? undefined : eq(supervisionLetters.id, id),
        after && olderThan(after.id),
      ),
    )
    .orderBy(desc(supervisionLetters.year), desc(supervisionLetters.number))
    .limit(limit);

// The first reply stands.
export const insertReply = async (
  tx: Db,
  reply: typeof supervisionReplies.$inferInsert,
): Promise<boolean> => {
  const kept = await tx
    .insert(supervisionReplies)
    .values(reply)
    .onConflictDoNothing({ target: supervisionReplies.letterId })
    .returning({ id: supervisionReplies.id });
  return kept.length > 0;
};
