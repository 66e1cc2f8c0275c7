import { withIdeographs } from './ideographs.ts';

const INVISIBLE = /[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
// Opens a sealed text (platform/keys/sealed-text.ts). No door lets it in: input-faults.ts refuses it,
// clean-text.rules.ts strips it from a row.
export const SEALED_MARK = '\u0001';

const PLAIN_CODE = /^[0-9A-Z]*$/;
const FILLERS = new Set(['', '-', '--', '—', '——', '/', '\\N', 'NULL']);

export const toHalfWidth = (text: string): string =>
  text
    .replace(/[！-～]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ');

export const withoutBlanks = (text: string): string => text.replace(INVISIBLE, '');

// Decomposed first and composed last: any other order is not idempotent (i + dot above, A + joiner + accent).
export const foldText = (text: string): string =>
  PLAIN_CODE.test(text)
    ? text
    : withoutBlanks(withIdeographs(text).normalize('NFKD')).toUpperCase().normalize('NFC');

export const foldBrackets = (text: string): string =>
  text.replace(/[[{〔【〖〈《「『]/g, '(').replace(/[\]}〕】〗〉》」』]/g, ')');

// One look at each character: a pattern that is to match up to the end begins anew at each place of a long
// run.
export const withoutEnd = (text: string, dropped: RegExp): string => {
  let end = text.length;
  while (end > 0 && dropped.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
};

export const withoutStart = (text: string, dropped: RegExp): string => {
  let start = 0;
  while (start < text.length && dropped.test(text.charAt(start))) start++;
  return text.slice(start);
};

const CLOSING = /[:。.]/;

// Departments decorate headers: stars for required fields, full-width brackets, blanks, a closing colon, a
// spreadsheet's quotes.
export const normaliseHeader = (text: string): string =>
  withoutEnd(
    foldBrackets(foldText(text))
      .replace(/[*※★"'“”‘’]/g, '')
      .replace(/[‐–—−]/g, '-')
      .replace(/[、，;]/g, ','),
    CLOSING,
  );

// Exports from other systems write a dash, a slash or NULL where a value is absent; 无 may be an answer and
// stays.
export const isCellBlank = (text: string | null | undefined): boolean =>
  text === null || text === undefined || FILLERS.has(foldText(text));
