import { idCheckChar } from './check-characters.ts';
import { addYears, type Day } from './day.ts';
import { isAddressRegion } from './regions.ts';
import { toHalfWidth } from './text.ts';
import { parseDay } from './written-day.ts';

// A number of a person where nobody asked for one. Left out for want of a check character: 15-digit citizen
// numbers, passports, travel permits and the old permanent residence card. Every rule here is for whole runs
// of figures.
export type PersonalNumber = 'identity' | 'bank-card' | 'mobile';

// number: an office's own number (case, document, record). text: words that people write.
export type Place = 'number' | 'text';

// 本市设定: an office number with the day of its making in it looks like the number of a person born that day. It
// stands here and not in the settings, because a request is judged before anything is read from the database.
const YOUNGEST = 14;
const EARLIEST_BIRTH = '1900-01-01';

const FEWEST_FIGURES = 11;
const WIDE_FIGURE = /[０-９Ｘｘ]/g;
// As people space a number: one or two blanks, dashes or invisible characters, no line break.
const GAPS = '(?:[^\\S\\r\\n]|[\\p{Pd}\\u2212\\u200b-\\u200d\\u2060]){0,2}';
// A dash binds figures and letters to one longer number, a blank does not.
const START = '(?<![\\dA-Z]|[\\dA-Z][\\p{Pd}\\u2212])';
const END = '(?![\\p{Pd}\\u2212]?[\\dA-Z])';
const alone = (shape: string) => `(?<!\\d)${shape}(?!\\d)`;
const grouped = (shape: string) => `${START}${shape}${END}`;
// Looked ahead at, not taken: a run that is no person's must not hide the next one.
const eachOf = (...shapes: string[]) => new RegExp(`(?=(${shapes.join('|')}))`, 'giu');

const IDENTITY = eachOf(alone('\\d{17}[\\dX]'), grouped(`\\d(?:${GAPS}\\d){16}${GAPS}[\\dX]`));
const CARD = eachOf(alone('\\d{16,19}'), grouped(`\\d{4}(?:${GAPS}\\d{4}){3}(?:${GAPS}\\d{1,3})?`));
const MOBILE = eachOf(
  alone('(?:(?:\\+|00)?86)?1[3-9]\\d{9}'),
  grouped(`(?:(?:\\+|00)86${GAPS})?1[3-9]\\d${GAPS}\\d{4}${GAPS}\\d{4}`),
);

const narrowFigures = (text: string): string => text.replace(WIDE_FIGURE, toHalfWidth);

const isFigure = (code: number): boolean => (code >= 48 && code <= 57) || (code >= 0xff10 && code <= 0xff19);

/** Could the text hold a person's number at all? Nearly every text is let through here. */
export const hasManyFigures = (text: string): boolean => {
  if (text.length < FEWEST_FIGURES) return false;
  let count = 0;
  for (let at = 0; at < text.length; at += 1) if (isFigure(text.charCodeAt(at))) count += 1;
  return count >= FEWEST_FIGURES;
};

const figuresOf = (found: string): string => found.replace(/[^\dXx]/g, '').toUpperCase();

const fitsCheckCharacter = (found: string): boolean => {
  const code = figuresOf(found);
  return idCheckChar(code.slice(0, 17)) === code.charAt(17);
};

const bornOn = (code: string): Day | undefined => {
  const born = parseDay(code.slice(6, 14));
  return born && born >= EARLIEST_BIRTH ? born : undefined;
};

// Permanent residence cards begin with 9; citizens' numbers with a place.
const isOfPlace = (code: string): boolean => code.startsWith('9') || isAddressRegion(code.slice(0, 6));

// Basis: GB 11643-1999
const isOfSomebody = (found: string, today: Day): boolean => {
  const code = figuresOf(found);
  const born = isOfPlace(code) && fitsCheckCharacter(code) ? bornOn(code) : undefined;
  return born !== undefined && addYears(born, YOUNGEST) <= today;
};

// UnionPay, Visa, Mastercard and JCB as issued in China, and the older cards of single banks.
const ISSUERS = [
  /^62\d{14,17}$/,
  /^(?:4|5[1-5]|35(?:2[89]|[3-8]\d))\d+$(?<=^\d{16})/,
  /^(?:955[89]|436742|456351|601382|60142)\d+$/,
];

const luhnFits = (figures: string): boolean => {
  const sum = [...figures].reverse().reduce((total, figure, at) => {
    const value = at % 2 === 1 ? Number(figure) * 2 : Number(figure);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
};

// Region, day and sequence are an office number, even where it begins like a card.
const isOfficeNumber = (figures: string): boolean =>
  isAddressRegion(figures.slice(0, 6)) && bornOn(figures) !== undefined;

const isCard = (found: string): boolean => {
  const figures = figuresOf(found);
  return ISSUERS.some((issuer) => issuer.test(figures)) && !isOfficeNumber(figures) && luhnFits(figures);
};

type Kind = { name: PersonalNumber; shape: RegExp; head: number };
const IDENTITIES: Kind = { name: 'identity', shape: IDENTITY, head: 3 };
const CARDS: Kind = { name: 'bank-card', shape: CARD, head: 4 };
const MOBILES: Kind = { name: 'mobile', shape: MOBILE, head: 3 };

const has = (text: string, { shape }: Kind, isOne: (found: string) => boolean): boolean =>
  [...text.matchAll(shape)].some(([, found = '']) => isOne(found));

export const personalNumberIn = (
  text: string,
  { place, today }: { place: Place; today: Day },
): PersonalNumber | undefined => {
  if (!hasManyFigures(text)) return undefined;
  const plain = narrowFigures(text);
  if (has(plain, IDENTITIES, (found) => isOfSomebody(found, today))) return 'identity';
  if (place === 'number') return undefined;
  if (has(plain, CARDS, isCard)) return 'bank-card';
  return has(plain, MOBILES, () => true) ? 'mobile' : undefined;
};

const TAIL = 4;
const masked = (found: string, head: number): string => {
  const figures = figuresOf(found);
  return figures.slice(0, head) + '*'.repeat(figures.length - head - TAIL) + figures.slice(-TAIL);
};

const struck = (text: string, { shape, head }: Kind, isOne: (found: string) => boolean): string => {
  let [told, from] = ['', 0];
  for (const { 1: found = '', index } of text.matchAll(shape)) {
    if (index < from || !isOne(found)) continue;
    told += text.slice(from, index) + masked(found, head);
    from = index + found.length;
  }
  return told + text.slice(from);
};

// Where a text cannot be refused. Wider than the refusal: a fitting check character is enough, whoever's day
// it holds.
// Basis: 行政处罚法第五十条、个人信息保护法第六条：a person's number has no place in free text.
export const withoutPersonalNumbers = (text: string): string => {
  if (!hasManyFigures(text)) return text;
  const plain = narrowFigures(text);
  const anonymous = struck(
    struck(struck(plain, IDENTITIES, fitsCheckCharacter), CARDS, isCard),
    MOBILES,
    () => true,
  );
  return anonymous === plain ? text : anonymous;
};
