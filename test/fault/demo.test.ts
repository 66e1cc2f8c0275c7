import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';

const leftovers = () => readdirSync(tmpdir()).filter((name) => name.startsWith('credit-registry-demo-'));

test('the demonstration tells the whole story, every line as it should be, and leaves nothing behind', async () => {
  const before = leftovers();
  const demo = spawn(process.execPath, [
    '--disable-proto=delete',
    '--import',
    'tsx',
    'scripts/demo.ts',
    '--once',
  ]);
  let told = '';
  demo.stdout.on('data', (text) => (told += text));
  const [code] = await once(demo, 'close');
  expect(told.split('\n').filter((line) => line.includes('✗'))).toEqual([]);
  expect(told).toContain('✓ 每一步都与预期相符');
  expect(told.match(/^ {2}✓/gm)?.length).toBeGreaterThan(30);
  expect(code).toBe(0);
  expect(leftovers()).toEqual(before);
});
