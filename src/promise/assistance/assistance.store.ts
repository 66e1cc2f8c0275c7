import { and, asc, eq, getTableColumns, gt, isNull, lte, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { agencies } from '../../access/agencies/agency.table.ts';
import type { Day } from '../../kernel/day.ts';
import { type Db, rows } from '../../platform/door/db.ts';
import { utcMillis } from '../../platform/door/utc-text.ts';
import { promiseMoves } from '../statistics/promise-move.table.ts';
import type { AssistanceState, Side } from './assistance.rules.ts';
import { assistance } from './assistance.table.ts';

const asking = alias(agencies, 'asking');
const asked = alias(agencies, 'asked');

export type AssistanceRow = Awaited<ReturnType<typeof searchAssistance>>[number];

export const insertAssistance = async (tx: Db, row: typeof assistance.$inferInsert) => {
  const [made] = await tx.insert(assistance).values(row).returning(counted);
  if (made) await tx.insert(promiseMoves).values({ ...made, event: 'assistance.asked', at: row.askedAt });
};

const counted = { no: assistance.no, agencyId: assistance.askedId, matter: assistance.proof };

const select = (db: Db) =>
  db
    .select({
      ...getTableColumns(assistance),
      askedAt: utcMillis(assistance.askedAt),
      endedAt: sql<string | null>`${utcMillis(assistance.endedAt)}`,
      from: { code: asking.code, name: asking.name },
      to: { code: asked.code, name: asked.name },
    })
    .from(assistance)
    .innerJoin(asking, eq(asking.id, assistance.askingId))
    .innerJoin(asked, eq(asked.id, assistance.askedId));

export const findAssistance = async (db: Db, no: string): Promise<AssistanceRow | undefined> =>
  (await select(db).where(eq(assistance.no, no)))[0];

// A second hand waits here, and then reads what the first has done.
export const holdAssistance = (tx: Db, no: string) =>
  tx.select({ no: assistance.no }).from(assistance).where(eq(assistance.no, no)).for('update');

type Search = {
  agencyId: number | null;
  side: Side | undefined;
  state: AssistanceState | undefined;
  after: readonly [string, string] | undefined;
  limit: number;
};

const isOf = (agencyId: number | null, side: Side | undefined) => {
  if (agencyId === null) return undefined;
  if (side) return eq(side === 'asked' ? assistance.askedId : assistance.askingId, agencyId);
  return or(eq(assistance.askedId, agencyId), eq(assistance.askingId, agencyId));
};

// Due first.
export const searchAssistance = async (db: Db, { agencyId, side, state, after, limit }: Search) =>
  select(db)
    .where(
      and(
        isOf(agencyId, side),
        state && eq(assistance.state, state),
        after && sql`(${assistance.dueOn}, ${assistance.no}) > (${after[0]}::date, ${after[1]}::text)`,
      ),
    )
    .orderBy(asc(assistance.dueOn), asc(assistance.no))
    .limit(limit);

type Ended = Pick<
  typeof assistance.$inferInsert,
  'state' | 'finding' | 'answer' | 'evidence' | 'reason' | 'endedOn' | 'endedAt' | 'endedBy' | 'endedByName'
>;
export const endAssistanceAs = async (tx: Db, no: string, ended: Ended) => {
  const [made] = await tx
    .update(assistance)
    .set(ended)
    .where(eq(assistance.no, no))
    .returning({ ...counted, isInTime: sql<boolean>`${assistance.endedOn} <= ${assistance.dueOn}` });
  if (ended.state !== 'answered' || !made || !ended.endedAt) return;
  const { isInTime, ...of } = made;
  const event = isInTime ? 'assistance.in-time' : 'assistance.late';
  await tx.insert(promiseMoves).values({ ...of, event, at: ended.endedAt });
};

export const holdUnreminded = (tx: Db, dueBy: Day, atOnce: number) =>
  tx
    .select({ no: assistance.no, askedId: assistance.askedId, dueOn: assistance.dueOn })
    .from(assistance)
    .where(and(eq(assistance.state, 'asked'), isNull(assistance.remindedAt), lte(assistance.dueOn, dueBy)))
    .orderBy(asc(assistance.dueOn), asc(assistance.no))
    .limit(atOnce)
    .for('update', { skipLocked: true });

export const markReminded = (tx: Db, no: string, at: string) =>
  tx.update(assistance).set({ remindedAt: at }).where(eq(assistance.no, no));

export const holdProvisional = (tx: Db) =>
  tx
    .select({
      no: assistance.no,
      dueFrom: assistance.dueFrom,
      dueCount: assistance.dueCount,
      dueOn: assistance.dueOn,
    })
    .from(assistance)
    .where(and(eq(assistance.state, 'asked'), eq(assistance.isDueProvisional, true)))
    .orderBy(asc(assistance.no))
    .for('update', { skipLocked: true });

export const setTerm = (tx: Db, no: string, term: { dueOn: Day; isDueProvisional: boolean }) =>
  tx.update(assistance).set(term).where(eq(assistance.no, no));

export const officesOn = (db: Db, today: Day) =>
  db
    .select({ code: agencies.code, name: agencies.name })
    .from(agencies)
    .where(
      and(lte(agencies.validFrom, today), or(isNull(agencies.validUntil), gt(agencies.validUntil, today))),
    )
    .orderBy(asc(agencies.name));

const PROOFS_OFFERED = 500;
export const proofsWithIssuer = (db: Db) =>
  rows<{ code: string; name: string; office: string }>(
    db,
    sql`select m.code, m.name, m.issuing_unit as office
    from matters m
      join agencies a on a.name = m.issuing_unit
    order by m.code
    limit ${PROOFS_OFFERED}`,
  );
