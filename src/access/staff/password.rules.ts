import { granted, type Ruling, refused } from '../../kernel/ruling.ts';

// Basis: GB/T 22239-2019 8.1.4.1 身份鉴别（口令复杂度）
export const judgePassword = (password: string): Ruling<string> =>
  password.length >= 10 && /\p{L}/u.test(password) && /\d/.test(password)
    ? granted(password)
    : refused('staff.password-weak');
