import { idCheckChar } from '../kernel/check-characters.ts';
import { isCellBlank, toHalfWidth, withoutEnd, withoutStart } from '../kernel/text.ts';

const UNCLEAN = /^[\s\uFEFF\u200B]|[\s\uFEFF\u200B]$|[\p{Cc}\uD800-\uDFFF]/u;
const UNSTORABLE = /[^\P{Cc}\n\t]/gu;
const BLANK = /[\s\uFEFF\u200B]/;
const FILLER = /^[-—/\\n\s－／＼ｎＮ]/i;
const LONGEST_FILLER = 4;

const withoutBlankEnds = (text: string) => withoutStart(withoutEnd(text, BLANK), BLANK);

// What the database can hold: no control character but line breaks and tabs, no half of a surrogate pair.
export const cleanText = (text: string): string =>
  UNCLEAN.test(text)
    ? withoutBlankEnds(text.toWellFormed().replaceAll('\r\n', '\n').replace(UNSTORABLE, ''))
    : text;

export const isBlank = (text: string): boolean =>
  text === '' ||
  ((text.length <= LONGEST_FILLER || text.trim() === '') && FILLER.test(text) && isCellBlank(text));

// Eighteen figures, also with blanks or dashes between them, also in full width.
const CITIZEN_NUMBER = /(?<![0-9A-Za-z])\d(?:[ -]?\d){16}[ -]?[\dXx](?![0-9A-Za-z])/g;
const SHORTEST_MENTION = 18;
const WIDE_FIGURE = /[０-９Ｘｘ]/g;

const narrowFigures = (text: string) => text.replace(WIDE_FIGURE, toHalfWidth);

const isCitizenNumber = (found: string) => {
  const code = found.replace(/[ -]/g, '').toUpperCase();
  return idCheckChar(code.slice(0, 17)) === code.charAt(17);
};

export const namesCitizenNumber = (text: string): boolean =>
  text.length >= SHORTEST_MENTION && (narrowFigures(text).match(CITIZEN_NUMBER) ?? []).some(isCitizenNumber);

// Basis: 行政处罚法第五十条、个人信息保护法第六条：a person's number has no place in free text.
export const withoutCitizenNumbers = (text: string): string =>
  narrowFigures(text).replace(CITIZEN_NUMBER, (found) =>
    isCitizenNumber(found) ? `${found.slice(0, 3)}***********${found.slice(-4)}` : found,
  );
