import { expect, test } from 'vitest';
import { readMigrations } from '../../src/node/open-database.ts';
import { openTestDb } from '../kit/database.ts';

const files = readMigrations('migrations');

test('a database that is up to date has nothing to migrate', async () => {
  const { database } = await openTestDb();
  expect(await database.migrate(files)).toEqual({ applied: [] });
});

test('a migration that was changed after it was applied ends the start', async () => {
  const { database } = await openTestDb();
  const changed = files.map((file, index) =>
    index === 0 ? { ...file, sql: `${file.sql}\n-- later thought` } : file,
  );
  await expect(database.migrate(changed)).rejects.toThrow(files[0]?.name);
});

test('a migration that fails half-way leaves nothing behind', async () => {
  const { database, statement } = await openTestDb();
  const broken = { name: '9999_broken.sql', sql: 'create table half_way (id int); select 1 / 0;' };
  await expect(database.migrate([...files, broken])).rejects.toThrow();
  expect(await statement(`select to_regclass('half_way')::text as found`, [])).toEqual([{ found: null }]);
});
