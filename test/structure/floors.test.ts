import { expect, test } from 'vitest';
import { floorFaults, floorsOf } from './floors.ts';
import { filesUnder } from './source-files.ts';

const files = filesUnder('src');
const floorOf = floorsOf(files);

test('imports go down the floors only, and each floor uses only its own packages', () => {
  expect(files.length).toBeGreaterThan(50);
  expect(files.flatMap((file) => floorFaults(file, floorOf))).toEqual([]);
});

test.each([
  [
    'a rule that reads the database',
    'src/registry/records/record.rules.ts',
    "import { x } from './record.store.ts'",
  ],
  ['a rule that uses a package', 'src/registry/records/record.rules.ts', "import { z } from 'zod'"],
  ['the kernel reaching for a noun', 'src/kernel/day.ts', "import { x } from '../records/record.rules.ts'"],
  ['a query written in a verb', 'src/window/checks/run-check.ts', "import { sql } from 'drizzle-orm'"],
  [
    'a verb calling a verb',
    'src/window/checks/confirm-check.ts',
    "import { runCheck } from './run-check.ts'",
  ],
  [
    'a route reading a store',
    'src/registry/records/record.routes.ts',
    "import { x } from './record.store.ts'",
  ],
  [
    'a store reading a store',
    'src/registry/records/record.store.ts',
    "import { x } from '../subjects/subject.store.ts'",
  ],
  ['the application knowing its entry', 'src/app.ts', "import { x } from './node/open-deps.ts'"],
])('%s is caught', (_, path, text) => {
  expect(floorFaults({ path, text }, floorOf)).toHaveLength(1);
});
