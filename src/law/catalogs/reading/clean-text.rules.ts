import { isCellBlank, withoutEnd, withoutStart } from '../../../kernel/text.ts';

const UNCLEAN = /^[\s\uFEFF\u200B]|[\s\uFEFF\u200B]$|[\p{Cc}\uD800-\uDFFF]/u;
const UNSTORABLE = /[^\P{Cc}\n\t]/gu;
const BLANK = /[\s\uFEFF\u200B]/;
const FILLER = /^[-—/\\n\s－／＼ｎＮ]/i;
const LONGEST_FILLER = 4;

const withoutBlankEnds = (text: string) => withoutStart(withoutEnd(text, BLANK), BLANK);

// The database holds no control character but line breaks and tabs, and no half of a surrogate pair.
export const cleanText = (text: string): string =>
  UNCLEAN.test(text)
    ? withoutBlankEnds(text.toWellFormed().replaceAll('\r\n', '\n').replace(UNSTORABLE, ''))
    : text;

export const isBlank = (text: string): boolean =>
  text === '' ||
  ((text.length <= LONGEST_FILLER || text.trim() === '') && FILLER.test(text) && isCellBlank(text));
