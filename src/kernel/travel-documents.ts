import type { CodeReading, IdentifierFault } from './identifier-faults.ts';

type Document = { shape: RegExp; fault: IdentifierFault; message: string };

// None of these carries a check character: only the shape can be told.
const DOCUMENTS = {
  'hk-macao-permit': {
    shape: /^[HM]\d{8}(\d{2})?$/,
    fault: 'hk-macao-permit.shape',
    message: '港澳居民来往内地通行证号码应为 H 或 M 加 8 位数字（旧证另加 2 位换证次数）。',
  },
  'taiwan-permit': {
    shape: /^(\d{8}|\d{10}[0-9A-Z()]{0,4})$/,
    fault: 'taiwan-permit.shape',
    message: '台湾居民来往大陆通行证号码应为 8 位数字，旧证为 10 位数字起。',
  },
  passport: {
    shape: /^(?=.*\d)[0-9A-Z]{5,17}$/,
    fault: 'passport.shape',
    message: '护照号码应为 5–17 位字母和数字，且至少有一位数字。',
  },
} satisfies Record<string, Document>;

export type TravelDocument = keyof typeof DOCUMENTS;

export const readTravelDocument = (type: TravelDocument, code: string): CodeReading => {
  const { shape, fault, message } = DOCUMENTS[type];
  return { code, faults: shape.test(code) ? [] : [{ code: fault, message }], warnings: [] };
};
