import { readFileSync } from 'node:fs';
import { Cron } from 'croner';
import { expect, test } from 'vitest';
import { jobs } from '../../src/jobs.ts';
import { filesUnder, stemOf } from './source-files.ts';

test('the only platform timer is every minute', () => {
  const [, crons] = /^crons\s*=\s*\[(.*)\]/m.exec(readFileSync('wrangler.toml', 'utf8')) ?? [];
  expect(crons?.trim()).toBe('"* * * * *"');
});

test('every job is listed once, under its file name, with a schedule that comes round', () => {
  const names = jobs.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  const written = filesUnder('src')
    .filter(({ path, text }) => path.endsWith('.job.ts') && /: Job = /.test(text))
    .map(({ path }) => stemOf(path).replace('.job', ''));
  expect(names.toSorted()).toEqual(written.toSorted());
  const silent = jobs.filter(
    ({ cron }) => cron !== null && !new Cron(cron, { paused: true, timezone: 'Asia/Shanghai' }).nextRun(),
  );
  expect(silent).toEqual([]);
});
