import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { readMigrations } from '../../src/node/open-database.ts';
import { migrationNames } from '../../src/platform/running/migration-names.ts';

const files = readMigrations('migrations');

test('migrations are numbered without holes and named for what they mean', () => {
  const numbers = files.map(({ name }) => Number(/^(\d{4})_[a-z0-9_]+\.sql$/.exec(name)?.[1]));
  expect(numbers).toEqual(files.map((_, index) => index + 1));
});

test('every migration gives up rather than hold up the windows', () => {
  const patient = files.filter(({ sql }) => !/set local lock_timeout/i.test(sql));
  expect(patient.map(({ name }) => name)).toEqual([]);
});

test('the service knows the names of all migrations', () => {
  expect(migrationNames).toEqual(files.map(({ name }) => name));
});

// A new migration is added to the lock with `vitest run -u`; a merged one never changes.
test('no migration was changed after it was merged', async () => {
  const lines = files.map(({ name, sql }) => `${createHash('sha256').update(sql).digest('hex')}  ${name}\n`);
  await expect(lines.join('')).toMatchFileSnapshot('migrations.lock');
});
