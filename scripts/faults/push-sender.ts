import { jobNamed } from '../../src/jobs.ts';
import { guardedSend } from '../../src/node/guarded-send.ts';
import { openPostgres } from '../../src/node/open-database.ts';
import { depsOver } from '../../src/node/open-deps.ts';
import { sendDeliveries } from '../../src/notices/delivery/send-deliveries.driver.ts';
import { relayEvents } from '../../src/notices/relay/relay-events.driver.ts';
import { refuseWrongKey } from '../../src/platform/keys/prove-key.ts';
import { readConfig } from '../../src/platform/running/config.ts';
import { pace } from './pace.ts';

// A process that only relays and sends, to be killed. HOLD_AT names a moment at which it stops for good,
// having said so: before a send, after an answer and before the commit, after the commit and before the lane
// goes on.
const config = readConfig(process.env);
const database = openPostgres(config.databaseUrl ?? '');
const send = guardedSend(config.pushAllow);
const deps = await depsOver(config, database, { send });
await refuseWrongKey(deps);
const holdAt = process.env.HOLD_AT ?? '';
let passes = Number(process.env.HOLD_AFTER ?? 0);

const pass = (moment: string): Promise<void> => {
  if (moment !== holdAt || passes-- > 0) return Promise.resolve();
  console.log('held');
  return new Promise(() => {});
};

deps.send = async (request) => {
  await pass('before-send');
  const answer = await send(request);
  await pass('before-commit');
  return answer;
};
const { statement } = deps;
deps.statement = async (text, params) => {
  if (/^update deliveries n\s+set state = 'ready'/.test(text)) await pass('after-commit');
  return statement(text, params);
};

console.log('sending');
for (;;) {
  try {
    await relayEvents(deps);
    await jobNamed('mend-deliveries').run(deps, new Date());
    await sendDeliveries(deps, pace);
  } catch (error) {
    console.log(`again: ${String(error).slice(0, 80)}`);
  }
  await new Promise((resume) => setTimeout(resume, 20));
}
