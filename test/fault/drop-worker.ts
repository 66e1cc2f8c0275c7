import { pollDropSources } from '../../src/intake/drop-sources/poll-drop-sources.driver.ts';
import { workUploads } from '../../src/intake/uploads/work-uploads.driver.ts';
import { depsOver, openDatabase } from '../../src/node/open-deps.ts';
import { refuseWrongKey } from '../../src/platform/keys/prove-key.ts';
import { readConfig } from '../../src/platform/running/config.ts';

// A process that only looks at sources and works what they bring, to be killed at any moment. Its clock is wrong by minutes;
// it ends the leases of the one killed before and lets files grow older, so that nothing need be waited for.
const MINUTE_MS = 61_000;
const MOST_ROUNDS = 12;

const config = readConfig(process.env);
let ahead = Number(process.env.CLOCK_AHEAD_MS);
const database = await openDatabase(config);
const deps = await depsOver(config, database, {
  send: () => Promise.reject(new Error('this process sends nothing')),
  now: () => new Date(Date.now() + ahead),
});
await refuseWrongKey(deps);
console.log('working');
for (let round = 0; round < MOST_ROUNDS; round++) {
  ahead += MINUTE_MS;
  await deps.statement('update drop_sources set lease_until = now()', []);
  await deps.statement(`update dropped_files set seen_at = seen_at - interval '1 minute'`, []);
  await pollDropSources(deps);
  await deps.statement(`update batches set lease_until = now() where status = 'running'`, []);
  await workUploads(deps);
  const open = await deps.statement('select 1 from dropped_files limit 1', []);
  if (round > 0 && open.length === 0) break;
}
await database.close();
console.log('finished');
process.exit(0);
