// npm run dev: the registry with the invented town in it, kept in ./data/dev; one account for every role.
import { startRegistry } from '../src/node/start-registry.ts';
import { operatorActor } from '../src/platform/door/actor.ts';
import { seedTown } from './seed.ts';

const password = 'Demo-2026-xinyong';
const registry = await startRegistry({ DATA_DIR: './data/dev', PUSH_ALLOW: '127.0.0.1', ...process.env });
const { deps, url } = registry;
const { keys, logins } = await seedTown(
  { ...deps, actor: operatorActor('operator:dev'), requestId: deps.newId() },
  password,
);

console.log(`listening on ${url}\n\n密码 ${password}`);
for (const { agency, name, for: duty } of logins) console.log(`  ${agency.padEnd(5)} ${name}：${duty}`);
console.log('\n接口密钥');
for (const [code, key] of Object.entries(keys)) console.log(`  ${code.padEnd(5)} ${key}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void registry.stop().then(() => process.exit(0)));
