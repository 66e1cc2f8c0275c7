import type { CodeReading, IdentifierFault } from './identifier-faults.ts';

type Document = { shape: RegExp; lifelong?: RegExp; fault: IdentifierFault; message: string };

// None of these carries a check character: only the shape can be told. lifelong: what stays when a permit is
// renewed; the two figures behind it count the renewals, a letter names the office. Other old Taiwan permits
// were for one journey.
// Basis: 港澳居民来往内地通行证、台湾居民来往大陆通行证号码编制规则（终身号 8 位＋换证次数 2 位），待核
const DOCUMENTS = {
  'hk-macao-permit': {
    shape: /^[HM]\d{8}(\d{2})?$/,
    lifelong: /^[HM]\d{8}/,
    fault: 'hk-macao-permit.shape',
    message: '港澳居民来往内地通行证号码应为 H 或 M 加 8 位数字（旧证另加 2 位换证次数）。',
  },
  'taiwan-permit': {
    shape: /^(\d{8}|\d{10}[0-9A-Z()]{0,4})$/,
    lifelong: /^\d{8}(?=(?:\d\d(?:\(?[A-Z]{1,2}\)?)?)?$)/,
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

export const readTravelDocument = (type: TravelDocument, typed: string): CodeReading => {
  const { shape, lifelong, fault, message }: Document = DOCUMENTS[type];
  if (!shape.test(typed)) return { code: typed, faults: [{ code: fault, message }], warnings: [] };
  const code = lifelong?.exec(typed)?.[0] ?? typed;
  return code === typed
    ? { code, faults: [], warnings: [] }
    : { code, faults: [], warnings: ['permit.renewal-cut'], spelled: typed };
};
