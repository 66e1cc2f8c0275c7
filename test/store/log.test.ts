import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { makeLog } from '../../src/platform/running/log.ts';
import { makeApp } from '../kit/app.ts';

test('a failed query is logged with its cause, and without what it was asked', async () => {
  const { deps } = await makeApp();
  const lines: string[] = [];
  const log = makeLog(
    'info',
    (line) => lines.push(line),
    () => new Date(0),
  );
  await deps.db
    .execute(sql`select ${'示例甲'}::text from no_such_table`)
    .catch((error) => log('error', 'query.failed', { error, code: '11010519491231002X' }));
  expect(lines[0]).toContain('no_such_table');
  expect(lines[0]).toMatch(/caused by .*does not exist/);
  expect(lines[0]).not.toMatch(/示例甲|11010519491231002X/);
});
