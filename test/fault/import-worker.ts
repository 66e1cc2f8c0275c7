import { workUploads } from '../../src/intake/uploads/work-uploads.driver.ts';
import { depsOver, openDatabase } from '../../src/node/open-deps.ts';
import { refuseWrongKey } from '../../src/platform/keys/prove-key.ts';
import { readConfig } from '../../src/platform/running/config.ts';

// A process that only works uploads, to be killed at any moment. It ends the lease of the one killed before,
// so that the test need not wait for it, and its clock runs ahead, which must not matter.
const config = readConfig(process.env);
const ahead = Number(process.env.CLOCK_AHEAD_MS);
const database = await openDatabase(config);
const deps = await depsOver(config, database, {
  send: () => Promise.reject(new Error('this process sends nothing')),
  now: () => new Date(Date.now() + ahead),
});
await refuseWrongKey(deps);
console.log('working');
await deps.statement(`update batches set lease_until = now() where status = 'running'`, []);
await workUploads(deps);
await database.close();
console.log('finished');
process.exit(0);
