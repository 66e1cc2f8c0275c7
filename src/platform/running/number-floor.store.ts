import { sql } from 'drizzle-orm';
import { type Db, rows } from '../door/db.ts';

// The number above which a counter goes on, where a restored database has forgotten some that it gave: 0 where none was.
export const numberFloor = (counter: string) =>
  sql`coalesce((select floor from number_floors where counter = ${counter}), 0)`;

export const readNumberFloor = async (db: Db, counter: string): Promise<number> =>
  (await rows<{ floor: number }>(db, sql`select ${numberFloor(counter)} as floor`))[0]?.floor ?? 0;
