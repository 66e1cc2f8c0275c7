import type { Statement } from '../../platform/door/db.ts';
import { type StaffTerm, type StaffTerms, staffTerms } from './staff-terms.rules.ts';

const READ = `select distinct on (key) key, (value #>> '{}')::float8 as value from settings
  where key ~ '^(session|password|staff)[.]' and valid_from <= $1::text::date order by key, valid_from desc`;

// In force on a day. A registry whose law is not loaded yet goes by the numbers of a fresh one.
export const readStaffTerms = async (run: Statement, today: string): Promise<StaffTerms> => {
  const found = new Map((await run(READ, [today])).map(({ key, value }) => [String(key), Number(value)]));
  return (key: StaffTerm) => found.get(key) ?? staffTerms[key].value;
};
