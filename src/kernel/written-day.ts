import { type Day, dayOf, isDay, weekday } from './day.ts';

const COMPACT = /^(?<year>\d{4})(?<month>\d{2})(?<date>\d{2})(?:\d{6})?$/;
const SEPARATED = /^(?<year>\d{4})(?<mark>[-/.])(?<month>\d{1,2})\k<mark>(?<date>\d{1,2})$/;
const CHINESE = /^(?<year>\d{4})\s*年\s*(?<month>\d{1,2})\s*月\s*(?<date>\d{1,2})\s*[日号]?$/;
const IN_WORDS =
  /^(?<year>[〇○零O0一二三四五六七八九]{4})年(?<month>[〇○零]?[一二三四五六七八九十]{1,2})月(?<date>[〇○零]?[一二三四五六七八九十廿卅]{1,3})[日号]$/;
const WEEKDAY = /[\s,(]*(?:星期|周|礼拜)([日天一二三四五六])\)?/;
const TIME =
  /(?:T|\s+|(?<=[日号])|(?<=\d)(?=[上下凌早中晚]))(?:上午|下午|凌晨|早上|中午|晚上)?\s*\d{1,2}[:时点][\d:.分秒]*(?:\s*[AP]M)?$/i;
const ZONED =
  /^(\d{4})[-/](\d{2})[-/](\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s?(?:(Z)|([+-]\d{2}):?(\d{2})?)(?:\[[A-Za-z/_]+\])?$/;
const JAVA = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{2}) \d{2}:\d{2}:\d{2} (?:CST|GMT\+08:00) (\d{4})$/;
const DOT_NET = /^\/Date\((\d{1,14})(?:[+-]\d{4})?\)\/$/;
const DASHES = /[‐-―−]/g;
const LONGEST_WRITTEN_DAY = 60;

const dayFrom = (year: string, month: string, date: string): Day | undefined => {
  const found = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isDay(found) ? found : undefined;
};

type Parts = [year: string, month: string, date: string];
const partsOf = ({ groups }: RegExpExecArray): Parts => [
  groups?.year ?? '',
  groups?.month ?? '',
  groups?.date ?? '',
];

// A day as feeds write it. A time of day is dropped; one that names its zone is first moved to China's.
export const parseDay = (text: string): Day | undefined => {
  if (isDay(text)) return text;
  if (text.length > LONGEST_WRITTEN_DAY) return undefined;
  const compact = COMPACT.exec(text);
  if (compact) return dayFrom(...partsOf(compact));
  const written = text.normalize('NFKC').trim().replace(DASHES, '-');
  return dayOfPrograms(written) ?? dayOfClerks(written);
};

// A day of the week that is not the day's own makes both doubtful.
const dayOfClerks = (written: string): Day | undefined => {
  const named = WEEKDAY.exec(written)?.[1];
  const plain = (named ? written.replace(WEEKDAY, ' ').trim() : written).replace(TIME, '').trim();
  const found = SEPARATED.exec(plain) ?? COMPACT.exec(plain) ?? CHINESE.exec(plain);
  const day = found ? dayFrom(...partsOf(found)) : dayInWords(plain);
  return day && named && weekday(day) !== '日一二三四五六'.indexOf(named.replace('天', '日'))
    ? undefined
    : day;
};

const dayInWords = (plain: string): Day | undefined => {
  const found = IN_WORDS.exec(plain);
  if (!found) return undefined;
  const [year, month, date] = partsOf(found);
  return dayFrom(Array.from(year, figureOf).join(''), tensOf(month), tensOf(date));
};

const FIGURES = '〇一二三四五六七八九';
const figureOf = (char: string): string => `${Math.max(0, FIGURES.indexOf(char))}`;

// 十二, 二十三, 廿三, 卅一, 〇八: up to 39.
const tensOf = (text: string): string => {
  const plain = text
    .replace(/^[〇○零]/, '')
    .replace('廿', '二十')
    .replace('卅', '三十');
  const [tens = '', ones = ''] = plain.includes('十') ? plain.split('十') : ['〇', plain];
  if (ones.length > 1 || tens.length > 1) return '';
  return `${Number(tens === '' ? 1 : figureOf(tens)) * 10 + Number(ones === '' ? 0 : figureOf(ones))}`;
};

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

// ISO 8601 with its offset in any of its forms, Java's Date and .NET's.
const dayOfPrograms = (written: string): Day | undefined => {
  const zoned = ZONED.exec(written);
  if (zoned) return dayOfZoned(zoned);
  const java = JAVA.exec(written);
  if (java) return dayFrom(java[3] ?? '', `${MONTHS.indexOf(java[1] ?? '') + 1}`, java[2] ?? '');
  const ms = DOT_NET.exec(written)?.[1];
  return ms === undefined ? undefined : dayWithin(Number(ms));
};

const dayOfZoned = ([, year, month, date, time, isUtc, hours, minutes]: RegExpExecArray): Day | undefined => {
  if (!isDay(`${year}-${month}-${date}`)) return undefined;
  const zone = isUtc ?? `${hours}:${minutes ?? '00'}`;
  return dayWithin(Date.parse(`${year}-${month}-${date}T${time}${zone}`));
};

// A day has a year of four figures.
const [FIRST_MS, LAST_MS] = [Date.parse('1000-01-02T00:00:00Z'), Date.parse('9999-12-31T00:00:00Z')];
const dayWithin = (ms: number): Day | undefined =>
  ms > FIRST_MS && ms < LAST_MS ? dayOf(new Date(ms)) : undefined;
