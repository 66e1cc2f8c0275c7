import { type StaffTerm, staffTerms } from '../../access/sessions/staff-terms.rules.ts';
import { isKeyOf } from '../../kernel/own-keys.ts';
import type { Setting } from './setting.ts';

const keys = Object.keys(staffTerms) as StaffTerm[];

export const staffSettings: readonly Setting[] = keys.map((key) => {
  const { value, unit, basis } = staffTerms[key];
  return { key, value, unit, basis };
});

export const staffTermName = (key: string): string | undefined =>
  isKeyOf(staffTerms, key) ? staffTerms[key].name : undefined;
