import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const script = `
  import { openPglite } from './src/node/open-database.ts';
  console.log('begins');
  const database = await openPglite(undefined);
  for (let i = 0; i < 20; i++) await database.statement('select sum(a) from generate_series(1, 1000) t(a)', []);
  await database.close();
  console.log('whole');
`;

test('the code of the embedded database is never freed while it runs: V8 may free it twice, which ends the process', () => {
  const flags = ['--stress-wasm-code-gc', '--trace-wasm-code-gc', '--import', 'tsx', '--input-type=module'];
  const { stdout, status } = spawnSync(process.execPath, [...flags, '-e', script], { encoding: 'utf8' });
  const lines = stdout.split('\n');
  expect(status).toBe(0);
  expect(lines.slice(lines.indexOf('begins'))).toEqual(['begins', 'whole', '']);
});
