import { sql } from 'drizzle-orm';
import { openPostgres } from '../../src/node/open-database.ts';

// A process of the registry that holds one lock in each of many open transactions, to be frozen by the test.
const [url, statements] = process.argv.slice(2);
if (!url || !statements || !process.send) throw new Error('started by frozen-holder.test.ts');
const toHold = JSON.parse(statements) as string[];
const { db } = openPostgres(url, { max: toHold.length });
const hold = (statement: string) =>
  new Promise<void>((held, failed) => {
    db.transaction(async (tx) => {
      await tx.execute(sql`select pg_current_xact_id()`);
      await tx.execute(sql.raw(statement));
      held();
      await new Promise(() => {});
    }).catch(failed);
  });
await Promise.all(toHold.map(hold));
process.send('held');
