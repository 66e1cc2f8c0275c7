import { readFileSync } from 'node:fs';
import { Cron } from 'croner';
import { expect, test } from 'vitest';
import { jobs } from '../../src/jobs.ts';
import { filesUnder, importsOf } from './source-files.ts';

test('the only platform timer is every minute', () => {
  const [, crons] = /^crons\s*=\s*\[(.*)\]/m.exec(readFileSync('wrangler.toml', 'utf8')) ?? [];
  expect(crons?.trim()).toBe('"* * * * *"');
});

test('every job is listed once, with a schedule that comes round', () => {
  const names = jobs.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  const silent = jobs.filter(
    ({ cron }) => cron !== null && !new Cron(cron, { paused: true, timezone: 'Asia/Shanghai' }).nextRun(),
  );
  expect(silent).toEqual([]);
});

test('src/jobs.ts is the only place where a job is made, and it runs every driver', () => {
  const files = filesUnder('src');
  expect(files.filter(({ path }) => path.endsWith('.job.ts')).map(({ path }) => path)).toEqual([]);
  const table = files.find(({ path }) => path === 'src/jobs.ts');
  const run = table ? importsOf(table).map(({ path }) => path) : [];
  const drivers = files.map(({ path }) => path).filter((path) => path.endsWith('.driver.ts'));
  expect(drivers.length).toBeGreaterThan(5);
  expect(drivers.filter((path) => !run.includes(path))).toEqual([]);
});
