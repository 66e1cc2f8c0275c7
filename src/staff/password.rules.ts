import { granted, type Ruling, refused } from '../kernel/ruling.ts';

export const SIGN_IN_TRIES = 5;
export const LOCKED_FOR_MINUTES = 15;

// Basis: GB/T 22239-2019 8.1.4.1 身份鉴别（口令复杂度、登录失败处理）
export const judgePassword = (password: string): Ruling<string> =>
  password.length >= 10 && /\p{L}/u.test(password) && /\d/.test(password)
    ? granted(password)
    : refused('staff.password-weak');
