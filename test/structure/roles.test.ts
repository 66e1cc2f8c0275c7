import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { rolesText, routesAsking } from '../../scripts/roles-text.ts';
import { permissions } from '../../src/platform/door/permissions.ts';

test('every route and every page names its one action from the table, or says that it is open to anyone', () => {
  const known = new Set<string>(['anyone', ...permissions]);
  expect(routesAsking.size).toBeGreaterThan(300);
  const wrong = [...routesAsking].filter(
    ([, actions]) => actions.size !== 1 || [...actions].some((action) => !known.has(action)),
  );
  expect(wrong.map(([name]) => name)).toEqual([]);
});

test('docs/roles.md says what the table says', () => {
  expect(readFileSync('docs/roles.md', 'utf8')).toBe(rolesText);
});
