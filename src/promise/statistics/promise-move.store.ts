import { and, desc, eq, getTableColumns, gte, lt, sql } from 'drizzle-orm';
import { agencies } from '../../access/agencies/agency.table.ts';
import { addDays, type Day } from '../../kernel/day.ts';
import { type Db, rows } from '../../platform/door/db.ts';
import { utcMillis } from '../../platform/door/utc-text.ts';
import type { Days, Grouping, MoveEvent } from './promise-figures.rules.ts';
import { promiseMoves } from './promise-move.table.ts';

export type Span = Days & { agencyId: number | null };

const midnight = (day: Day) => sql`${`${day}T00:00:00+08:00`}::timestamptz`;
const within = ({ from, to, agencyId }: Span) =>
  and(
    gte(promiseMoves.at, midnight(from)),
    lt(promiseMoves.at, midnight(addDays(to, 1))),
    agencyId === null ? undefined : eq(promiseMoves.agencyId, agencyId),
  );

const month = sql`to_char(${promiseMoves.at} at time zone 'Asia/Shanghai', 'YYYY-MM')`;
const keys = {
  matter: sql`coalesce(${promiseMoves.matter}, '')`,
  agency: sql`coalesce((select a.code from agencies a where a.id = ${promiseMoves.agencyId}), '')`,
  month,
} as const;
const grounds = { matter: promiseMoves.matter, agency: promiseMoves.agencyId, month } as const;
const names = {
  matter: sql`coalesce((select m.name from matters m where m.code = ${promiseMoves.matter}), ${promiseMoves.matter}, '未注明事项')`,
  agency: sql`coalesce((select a.name from agencies a where a.id = ${promiseMoves.agencyId}), '登记机构')`,
  month,
} as const;

type Counted = { key: string; name: string; event: string; count: number };
export const countMoves = (db: Db, by: Grouping, span: Span): Promise<Counted[]> =>
  rows<Counted>(
    db,
    sql`select ${keys[by]} as key, ${names[by]} as name, ${promiseMoves.event} as event, count(*)::int as count
    from ${promiseMoves} where ${within(span)} group by ${grounds[by]}, ${promiseMoves.event}`,
  );

type MoveSearch = Span & {
  event: MoveEvent | undefined;
  only: { by: Grouping; value: string } | undefined;
  before: number | undefined;
  limit: number;
};
export const searchMoves = (db: Db, { event, only, before, limit, ...span }: MoveSearch) =>
  db
    .select({
      ...getTableColumns(promiseMoves),
      at: utcMillis(promiseMoves.at),
      agencyName: agencies.name,
    })
    .from(promiseMoves)
    .leftJoin(agencies, eq(agencies.id, promiseMoves.agencyId))
    .where(
      and(
        within(span),
        event && eq(promiseMoves.event, event),
        only && sql`${keys[only.by]} = ${only.value}::text`,
        before === undefined ? undefined : lt(promiseMoves.id, before),
      ),
    )
    .orderBy(desc(promiseMoves.id))
    .limit(limit);
