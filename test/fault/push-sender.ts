import { guardedSend } from '../../src/node/guarded-send.ts';
import { openPostgres } from '../../src/node/open-database.ts';
import { depsOver } from '../../src/node/open-deps.ts';
import { mendDeliveriesJob } from '../../src/notices/mend-deliveries.job.ts';
import { relayEvents } from '../../src/notices/relay-events.job.ts';
import { sendDeliveries } from '../../src/notices/send-deliveries.job.ts';
import { readConfig } from '../../src/platform/config.ts';

// A process that only relays and sends, to be killed at any moment. Its lease is short so that a test need not wait long.
const config = readConfig(process.env);
const database = openPostgres(config.databaseUrl ?? '');
const deps = await depsOver(config, database, { send: guardedSend(config.pushAllow) });
const pace = { window: 32, perReceiver: 8, leaseSeconds: 4, timeoutMs: 1500 };

console.log('sending');
for (;;) {
  try {
    await relayEvents(deps);
    await mendDeliveriesJob.run(deps, new Date());
    await sendDeliveries(deps, pace);
  } catch (error) {
    console.log(`again: ${String(error).slice(0, 80)}`);
  }
  await new Promise((resume) => setTimeout(resume, 50));
}
