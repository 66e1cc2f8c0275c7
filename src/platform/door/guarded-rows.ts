import { type SQL, sql } from 'drizzle-orm';
import { type Db, json, rows } from './db.ts';

// The law and people's rights are written through functions of the database, which the running role may call and
// which leave a line if the act leaves none. The rows are jsonb by the columns' names.
export type GuardedTable = 'rule_sets' | 'settings' | 'staff';

const count = async (db: Db, call: SQL): Promise<number> =>
  (await rows<{ done: number | null }>(db, call)).reduce((sum, { done }) => sum + (done ?? 0), 0);

/** Adds what is not there yet; answers how many were added. */
export const addGuarded = (db: Db, table: GuardedTable, added: SQL): Promise<number> =>
  count(db, sql`select add_rows(${table}, (${added})) as done`);

/** The same, but what is there takes the new values. */
export const putGuarded = (db: Db, table: GuardedTable, added: SQL): Promise<number> =>
  count(db, sql`select add_rows(${table}, (${added}), true) as done`);

/** Changes each row found by a query of its key and its patch, unless it is another by now. */
export const changeGuarded = (db: Db, table: GuardedTable, found: SQL): Promise<number> =>
  count(db, sql`select change_row(${table}, f.key, f.patch) as done from (${found}) f`);

const columnOf = (name: string) => name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
const byColumn = (row: object) =>
  json(Object.fromEntries(Object.entries(row).map(([name, value]) => [columnOf(name), value])));

/** Adds one row, by the names of its definition; false where there is such a one. */
export const addRow = async (db: Db, table: GuardedTable, row: object): Promise<boolean> =>
  (await addGuarded(db, table, sql`select jsonb_build_array(${byColumn(row)}::text::jsonb)`)) > 0;

/** Changes the row of a number; false where there is none. */
export const changeRow = async (db: Db, table: GuardedTable, id: string, patch: object): Promise<boolean> =>
  (await changeGuarded(
    db,
    table,
    sql`select jsonb_build_object('id', ${id}::text) as key, ${byColumn(patch)}::text::jsonb as patch`,
  )) > 0;
