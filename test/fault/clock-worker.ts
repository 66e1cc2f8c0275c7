import { depsOver, openDatabase } from '../../src/node/open-deps.ts';
import { refuseWrongKey } from '../../src/platform/keys/prove-key.ts';
import { readConfig } from '../../src/platform/running/config.ts';
import { asJob } from '../../src/platform/schedule/job.ts';
import { expireListings } from '../../src/registry/listings/expire-listings.ts';
import { liftDueMeasures } from '../../src/registry/listings/lift-due-measures.ts';
import { endDueRecords } from '../../src/registry/records/end-due-records.ts';

// A process that only does the night's work of the clocks, in small steps, to be killed at any moment.
const AT_ONCE = 40;

const config = readConfig(process.env);
const database = await openDatabase(config);
const deps = await depsOver(config, database, {
  send: () => Promise.reject(new Error('this process sends nothing')),
  now: () => new Date(String(process.env.NIGHT)),
});
await refuseWrongKey(deps);
const ctx = asJob(deps, 'clock-worker');
for (const step of [expireListings, liftDueMeasures, endDueRecords])
  while ((await step(ctx, AT_ONCE)) > 0) console.log('step');
await database.close();
console.log('finished');
process.exit(0);
