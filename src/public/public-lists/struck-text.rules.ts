import { looksLikeOrganisation, maskPersonName } from '../../kernel/names.ts';

const FULL_WIDTH = /[０-９Ｘｘ]/g;
const narrow = (text: string): string =>
  text.replace(FULL_WIDTH, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));

const APART = '[\\s-]?';
const MONTH = '(?:0[1-9]|1[0-2])';
const DATE = '(?:0[1-9]|[12]\\d|3[01])';
const LONG = `[1-9]\\d{5}${APART}(?:19|20)\\d{2}${APART}${MONTH}${APART}${DATE}${APART}\\d{3}[\\dXx]`;
const SHORT = `[1-9]\\d{7}${MONTH}${DATE}\\d{3}`;
const IDENTITY = new RegExp(`(?<![0-9A-Za-z])(?:${LONG}|${SHORT})(?![0-9A-Za-z])`, 'g');
const PHONE = /(?<![0-9A-Za-z])(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![0-9A-Za-z])/g;
const ACCOUNT = /(?<![0-9A-Za-z])\d{16,19}(?![0-9A-Za-z])/g;

// A clerk may have written a person's number into a sentence: it is struck wherever the sentence is handed
// out.
export const withoutIdentityNo = (text: string): string => narrow(text).replace(IDENTITY, '******');

// Basis: 行政处罚法第五十条；个人信息保护法第二十五条: neither numbers, telephones nor accounts in what the public reads.
export const publicText = (text: string): string =>
  withoutIdentityNo(text).replace(PHONE, '***').replace(ACCOUNT, '******');

// A shop is named in full, unless its name is its owner's. Basis: 个人信息保护法第二十五条
export const publicShopName = (name: string): string =>
  looksLikeOrganisation(name) || Array.from(name).length > LONGEST_OWN_NAME
    ? name
    : maskPersonName(name, 'one');

const LONGEST_OWN_NAME = 4;
