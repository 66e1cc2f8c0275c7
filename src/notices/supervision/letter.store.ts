import { sql } from 'drizzle-orm';
import { type Db, json, rows } from '../../platform/door/db.ts';
import type { LetterRow, NewLetter } from './letter-out.rules.ts';

const LETTER_LOCK = 4_401_022;

const instant = (column: string) =>
  sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`);

export const findAgency = async (db: Db, code: string) =>
  (await rows<{ id: number; name: string }>(db, sql`select id, name from agencies where code = ${code}`))[0];

// One letter after another within a year, so that a number that was given up leaves no hole.
export const nextNumber = async (tx: Db, year: number): Promise<number> => {
  await tx.execute(sql`select pg_advisory_xact_lock(${LETTER_LOCK})`);
  const [last] = await rows<{ number: number }>(
    tx,
    sql`select coalesce(max(number), 0)::int as number from supervision_letters where year = ${year}`,
  );
  return (last?.number ?? 0) + 1;
};

export const insertLetter = (tx: Db, letter: NewLetter) =>
  tx.execute(sql`insert into supervision_letters (id, year, number, agency_id, issuer, issued_by, issued_at,
    demand, items, due_from, due_count)
    select id, year, number, "agencyId", issuer, "issuedBy", "issuedAt", demand, items, "dueFrom", "dueCount"
    from jsonb_to_record(${json(letter)}::text::jsonb) x(id uuid, year int, number int, "agencyId" int,
      issuer text, "issuedBy" text,
      "issuedAt" timestamptz, demand text, items jsonb, "dueFrom" date, "dueCount" int)`);

type LetterQuery = { agencyId: number | null; id?: string; after?: { id: string }; limit: number };

export const findLetters = (db: Db, { agencyId, id, after, limit }: LetterQuery) =>
  rows<LetterRow>(
    db,
    sql`select l.id::text as id, l.year, l.number, l.agency_id as "agencyId", a.code as agency,
      a.name as "agencyName", l.issuer,
      l.issued_by as "issuedBy", ${instant('l.issued_at')} as "issuedAt", l.demand, l.items,
        l.due_from::text as "dueFrom",
      l.due_count as "dueCount", r.reply, r.by as "repliedBy", ${instant('r.at')} as "repliedAt"
    from supervision_letters l join agencies a on a.id = l.agency_id
      left join supervision_replies r on r.letter_id = l.id
    where (${agencyId}::int is null or l.agency_id = ${agencyId}::int)
      and (${id ?? null}::uuid is null or l.id = ${id ?? null}::uuid)
      and (${after?.id ?? null}::uuid is null or (l.year, l.number) < (select year, number
        from supervision_letters where id = ${after?.id ?? null}::uuid))
    order by l.year desc, l.number desc limit ${limit}`,
  );

// The first reply stands.
export const insertReply = async (
  tx: Db,
  reply: { id: string; letterId: string; reply: string; by: string; at: string },
): Promise<boolean> =>
  (
    await rows(
      tx,
      sql`insert into supervision_replies (id, letter_id, reply, by, at)
      values (${reply.id}::uuid, ${reply.letterId}::uuid, ${reply.reply}, ${reply.by},
        ${reply.at}::timestamptz)
      on conflict (letter_id) do nothing returning 1`,
    )
  ).length > 0;
