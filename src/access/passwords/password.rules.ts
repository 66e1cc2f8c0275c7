import { granted, type Ruling, refused } from '../../kernel/ruling.ts';
import type { StaffTerms } from '../sessions/staff-terms.rules.ts';
import { isCommonPassword } from './guessed-password.rules.ts';

const KINDS = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}\s]/u];

const signs = (password: string): number => [...password].length;
const kindsOf = (password: string): number => KINDS.filter((kind) => kind.test(password)).length;

export type WhoseIs = { name: string; agency: string };

// Basis: GB/T 22239-2019 8.1.4.1 身份鉴别（口令复杂度）
export const judgePassword = (password: string, whose: WhoseIs, terms: StaffTerms): Ruling<string> => {
  const [length, kinds] = [terms('password.length'), terms('password.kinds')];
  if (signs(password) < length || kindsOf(password) < kinds)
    return refused(
      'staff.password-weak',
      `密码至少 ${length} 位，并包含大写字母、小写字母、数字、其他符号中的至少 ${kinds} 类，请重新设置。`,
    );
  if (isCommonPassword(password, [whose.name, whose.agency]))
    return refused(
      'staff.password-common',
      '密码由常见词语、键盘顺序、连续数字、年份或本人姓名、单位代码拼成，容易被猜中，请换一个。',
    );
  return granted(password);
};

const DAY_MS = 86_400_000;

// Basis: GB/T 22239-2019 8.1.4.1 身份鉴别（口令定期更换）
export const passwordEnds = (setAt: Date, days: number): Date => new Date(setAt.getTime() + days * DAY_MS);
