import { type SQL, sql } from 'drizzle-orm';
import { type Db, rows } from './db.ts';

// What makes the law and people's rights is written through functions of the database, which the running role may call and
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
