import type { Cell, FieldType } from '../catalog.ts';

const [HASH, APOSTROPHE, EQUALS, ZERO, NINE] = [35, 39, 61, 48, 57];
const LONGEST_NUMBER = 40;
// 1.84467E+18 and 1.84467E18 of Excel and Java, 202600017.0 of pandas, 1,844,674,407,370,950,000 of a number
// format.
const LOST = /^(?:\d{1,3}(?:\.\d+E[+-]?|E[+-])\d{1,3}|\d{6,}\.0+|\d{1,3}(?:,\d{3}){3,}(?:\.0+)?)$/i;

// A CSV and a JSON text have no number cells: there the text itself shows that a program took a code for a
// number.
export const isLostNumber = (text: string): boolean => {
  const first = text.charCodeAt(0);
  if (first < ZERO || first > NINE || text.length > LONGEST_NUMBER) return false;
  return (text.includes('.') || text.includes('+') || text.includes(',')) && LOST.test(text.trimEnd());
};

// One look at the first character: nearly no cell begins so.
export const isMarked = ({ text, kind }: Cell): boolean => {
  const first = text.charCodeAt(0);
  return kind === 'text' && (first === EQUALS || first === APOSTROPHE || first === HASH);
};

const ERROR_VALUE = /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!|#+)$/;
const FORMULA = /^=\s*(?:[A-Z][A-Z0-9.]*\(|\$?[A-Z]{1,3}\$?\d)/i;
const WORDS: ReadonlySet<FieldType> = new Set<FieldType>(['text', 'name']);
// Our own error file writes the apostrophe before these (intake/uploads/error-file.rules.ts).
const GUARDED = /^'[=+@\t\r-]/;

// A spreadsheet writes marks around a code to keep it a text; they are no part of it. A name may begin with
// an apostrophe.
export const withoutMarks = (cell: Cell, type: FieldType): Cell => {
  const { text } = cell;
  const isApostrophe = text.startsWith("'") && (!WORDS.has(type) || GUARDED.test(text));
  const bare = isApostrophe ? text.slice(1) : text;
  if (!isApostrophe && (ERROR_VALUE.test(bare) || FORMULA.test(bare))) return { text, kind: 'formula' };
  const plain = unquoted(bare) ?? bare;
  return plain === text ? cell : { text: plain, kind: 'text' };
};

// ="0123" holds 0123; a quote within is written twice.
const unquoted = (text: string): string | undefined => {
  if (!text.startsWith('="') || !text.endsWith('"') || text.length < 3) return undefined;
  const inner = text.slice(2, -1);
  return inner.replaceAll('""', '').includes('"') ? undefined : inner.replaceAll('""', '"');
};
