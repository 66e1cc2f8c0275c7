import { sql } from 'drizzle-orm';
import { type Db, json, rows } from '../door/db.ts';
import { hex } from './bytes.ts';
import type { SealedColumn } from './master-key.store.ts';

// place: where the row lies (ctid). head: what tells one sealed value from every other, its nonce included.
export type DueRow = { place: string; size: number };
export type SealedRow = { place: string; purpose: string; sealed: Uint8Array };
export type ResealedRow = { place: string; head: string; sealed: string };

export const HEAD_BYTES = 17;

export const pagesOf = async (db: Db, { table }: SealedColumn): Promise<number> => {
  const [row] = await rows<{ pages: number }>(
    db,
    sql`select (pg_relation_size(${table}::regclass) / current_setting('block_size')::int)::int as pages`,
  );
  return row?.pages ?? 0;
};

// By pages, whatever the key of the table is: bounded, and nothing is read twice.
export const listDue = (
  db: Db,
  { table, column }: SealedColumn,
  { from, to, start }: { from: number; to: number; start: Uint8Array },
): Promise<DueRow[]> =>
  rows<DueRow>(
    db,
    sql`select t.ctid::text as place, octet_length(${sql.raw(`t.${column}`)}) as size
    from ${sql.raw(table)} t
    where t.ctid >= ${`(${from},0)`}::text::tid and t.ctid < ${`(${to},0)`}::text::tid
      and ${sql.raw(`t.${column}`)} is not null
      and substring(${sql.raw(`t.${column}`)} from 1 for ${start.length}) <> decode(${hex(start)}, 'hex')`,
  );

const placesOf = (list: readonly { place: string }[]) =>
  sql`t.ctid = any (${`{${list.map(({ place }) => `"${place}"`).join(',')}}`}::text::tid[])`;

export const readSealed = (
  db: Db,
  { table, column, purpose, with: join = '' }: SealedColumn,
  due: readonly DueRow[],
): Promise<SealedRow[]> =>
  rows<SealedRow>(
    db,
    sql`select t.ctid::text as place, ${sql.raw(`${purpose} as purpose, t.${column} as sealed
    from ${table} t ${join}`)} where ${placesOf(due)} and ${sql.raw(`t.${column}`)} is not null`,
  );

// A row that was changed meanwhile lies elsewhere, or holds another value: it is left as it is.
export const writeResealed = async (
  db: Db,
  { table, column }: SealedColumn,
  list: readonly ResealedRow[],
): Promise<number> => {
  const of = sql.raw(`t.${column}`);
  return db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('registry.resealing', 'on', true)`);
    const [row] = await rows<{ done: number }>(
      tx,
      sql`with done as (
      update ${sql.raw(table)} t set ${sql.raw(column)} = decode(x.sealed, 'hex')
      from jsonb_to_recordset(${json(list)}::text::jsonb) x(place text, head text, sealed text)
      where t.ctid = x.place::tid
        and substring(${of} from 1 for ${HEAD_BYTES}) = decode(x.head, 'hex') returning 1)
      select count(*)::int as done from done`,
    );
    return row?.done ?? 0;
  });
};
