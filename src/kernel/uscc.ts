import { orgCheckChar, USCC_ALPHABET, usccCheckChar } from './check-characters.ts';
import type { CodeFault, CodeReading } from './identifier-faults.ts';
import { isRegistrarRegion } from './regions.ts';

export type UsccSubjectKind = 'organisation' | 'individual-business' | 'government';

// Basis: GB 32100-2015: registering department → categories it may give.
const CATEGORIES: Readonly<Record<string, string>> = {
  '1': '1239',
  '2': '19',
  '3': '123459',
  '4': '19',
  '5': '1239',
  '6': '129',
  '7': '129',
  '8': '19',
  '9': '1239',
  A: '19',
  N: '1239',
  Y: '1',
};

const LOOKALIKES: Readonly<Record<string, string>> = {
  O: '数字 0',
  I: '数字 1',
  S: '数字 5',
  V: '字母 U 或 Y',
  Z: '数字 2',
};
const SHAPE = /^[0-9A-HJ-NP-RTUWXY]{18}$/;
const MOST_NAMED = 5;
const OTHER_LENGTHS: Readonly<Record<number, string>> = {
  9: '9 位代码可能是组织机构代码。',
  10: '10 位代码可能是带连字符的组织机构代码。',
  15: '15 位代码可能是工商注册号。',
};

export const usccSubjectKind = (code: string): UsccSubjectKind => {
  if (code.startsWith('92')) return 'individual-business';
  return code.startsWith('11') ? 'government' : 'organisation';
};

// Basis: GB 32100-2015 第 9–17 位主体标识码，即组织机构代码 (GB 11714)
export const orgCodeOf = (uscc: string): string => uscc.slice(8, 17);

// Basis: GB 32100-2015. Arithmetic is only done on a code of the right shape; a region is only ever a
// warning.
export const readUscc = (code: string): CodeReading => {
  if (!SHAPE.test(code))
    return { code, faults: [...lengthFaults(code), ...alphabetFaults(code)], warnings: [] };
  const faults = [...checkDigitFaults(code), ...orgCodeFaults(code), ...categoryFaults(code)];
  return { code, faults, warnings: isRegistrarRegion(code.slice(2, 8)) ? [] : ['uscc.region'] };
};

const lengthFaults = (code: string): CodeFault[] => {
  const { length } = Array.from(code);
  if (length === 18) return [];
  const message = `统一社会信用代码应为 18 位，收到 ${length} 位。`;
  return [
    {
      code: 'uscc.length',
      message,
      hint: OTHER_LENGTHS[length] ?? '请核对是否漏录、多录，或被表格软件截断。',
    },
  ];
};

const alphabetFaults = (code: string): CodeFault[] => {
  const strange = Array.from(code).flatMap((char, i) =>
    USCC_ALPHABET.includes(char) ? [] : [{ char, place: i + 1 }],
  );
  if (strange.length === 0) return [];
  const named = strange
    .slice(0, MOST_NAMED)
    .map(({ char, place }) => `第 ${place} 位${char in LOOKALIKES ? `是字母 ${char}` : '不是数字或字母'}`);
  const rest = strange.length > MOST_NAMED ? `，等 ${strange.length} 处` : '';
  const message = `统一社会信用代码只用数字和除 I、O、S、V、Z 以外的大写字母；${named.join('，')}${rest}。`;
  return [{ code: 'uscc.alphabet', message, hint: lookalikeHint(strange.map(({ char }) => char)) }];
};

const lookalikeHint = (chars: string[]): string => {
  const likely = [...new Set(chars)].flatMap((char) =>
    LOOKALIKES[char] ? [`字母 ${char} 易与${LOOKALIKES[char]} 混淆`] : [],
  );
  return [...likely, '请对照证照原件改正，系统不会代为替换'].join('，').concat('。');
};

const checkDigitFaults = (code: string): CodeFault[] =>
  usccCheckChar(code) === code.charAt(17)
    ? []
    : [{ code: 'uscc.check-digit', message: '统一社会信用代码第 18 位校验码不符，请逐位核对证照原件。' }];

const orgCodeFaults = (code: string): CodeFault[] =>
  orgCheckChar(code.slice(8, 16)) === code.charAt(16)
    ? []
    : [
        {
          code: 'uscc.org-code-check',
          message: '统一社会信用代码第 9–17 位（主体标识码）校验不符，请逐位核对证照原件。',
        },
      ];

const categoryFaults = (code: string): CodeFault[] =>
  CATEGORIES[code.charAt(0)]?.includes(code.charAt(1))
    ? []
    : [
        {
          code: 'uscc.category',
          message: '统一社会信用代码前两位（登记管理部门、机构类别）没有这种组合，请核对证照原件。',
        },
      ];
