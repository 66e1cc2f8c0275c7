import { expect, test } from 'vitest';
import { databaseNow } from '../../src/platform/schedule/schedule.store.ts';
import { openTestDb } from '../kit/database.ts';

// So that `npm run test:dates` moves both, and no test passes because one of them stayed behind.
test('the database of a test goes by the clock of its process', async () => {
  const { db } = await openTestDb();
  const apart = (await databaseNow(db)).getTime() - Date.now();
  expect(Math.abs(apart)).toBeLessThan(5 * 60_000);
});
