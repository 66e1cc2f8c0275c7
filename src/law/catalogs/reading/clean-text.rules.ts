import { hasPrivateCharacter, withIdeographs } from '../../../kernel/ideographs.ts';
import { isCellBlank, withoutEnd, withoutStart } from '../../../kernel/text.ts';

const UNCLEAN =
  /^[\s\uFEFF\u200B]|[\s\uFEFF\u200B]$|[\p{Cc}\uD800-\uDFFF\u2E80-\u2FDF\uE000-\uF8FF\u{F0000}-\u{10FFFD}]/u;
const UNSTORABLE = /[^\P{Cc}\n\t]/gu;
const BLANK = /[\s\uFEFF\u200B]/;
const FILLER = /^[-—/\\n\s－／＼ｎＮ]/i;
const LONGEST_FILLER = 4;

const withoutBlankEnds = (text: string) => withoutStart(withoutEnd(text, BLANK), BLANK);

const tidied = (text: string): string =>
  withoutBlankEnds(withIdeographs(text.toWellFormed()).replaceAll('\r\n', '\n').replace(UNSTORABLE, ''));

// The database holds no control character but line breaks and tabs, and no half of a surrogate pair. Radicals
// and the private characters of GBK become what they stand for.
export const cleanText = (text: string): string => (UNCLEAN.test(text) ? tidied(text) : text);

// isPrivate: a character is left that only its own system can read.
export const readText = (text: string): { clean: string; isPrivate: boolean } => {
  if (!UNCLEAN.test(text)) return { clean: text, isPrivate: false };
  const clean = tidied(text);
  return { clean, isPrivate: hasPrivateCharacter(clean) };
};

export const isBlank = (text: string): boolean =>
  text === '' ||
  ((text.length <= LONGEST_FILLER || text.trim() === '') && FILLER.test(text) && isCellBlank(text));
