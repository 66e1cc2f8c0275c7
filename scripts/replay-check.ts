// npm run replay-check — decides every stored check again from its facts; exit 1 when an answer differs.

import { depsOver, openDatabase } from '../src/node/open-deps.ts';
import { refuseWrongKey } from '../src/platform/keys/prove-key.ts';
import { readConfig } from '../src/platform/running/config.ts';
import { replayChecks } from '../src/window/checks/replay-checks.ts';

const config = readConfig(process.env);
const database = await openDatabase(config);
const deps = await depsOver(config, database, {
  send: async () => ({ ok: false, fault: 'connect', tookMs: 0 }),
});
await refuseWrongKey(deps);
const { checked, differing } = await replayChecks(deps, (count) =>
  process.stderr.write(`\r已复算 ${count} 份`),
);
await database.close();
console.log(
  `\n复算 ${checked} 份核查，${differing.length} 份结果不同${differing.length > 0 ? `：${differing.slice(0, 20).join('、')}` : ''}`,
);
process.exit(differing.length > 0 ? 1 : 0);
