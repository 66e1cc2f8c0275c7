import { isCellBlank } from '../kernel/text.ts';

const UNCLEAN = /^[\s\uFEFF\u200B]|[\s\uFEFF\u200B]$|[\p{Cc}\uD800-\uDFFF]/u;
const UNSTORABLE = /[^\P{Cc}\n\t]/gu;
const EDGES = /^[\s\uFEFF\u200B]+|[\s\uFEFF\u200B]+$/g;
const FILLER = /^[-—/\\n\s－／＼ｎＮ]/i;
const LONGEST_FILLER = 4;

// What the database can hold: no control character but line breaks and tabs, no half of a surrogate pair.
export const cleanText = (text: string): string =>
  UNCLEAN.test(text)
    ? text.toWellFormed().replaceAll('\r\n', '\n').replace(UNSTORABLE, '').replace(EDGES, '')
    : text;

export const isBlank = (text: string): boolean =>
  text === '' ||
  ((text.length <= LONGEST_FILLER || text.trim() === '') && FILLER.test(text) && isCellBlank(text));
