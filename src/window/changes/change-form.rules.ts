import type { Fault } from '../../kernel/problems.ts';

// The settings that are changed together on one form: their keys differ in the last part only.
const MOST_TOGETHER = 8;
export const changedTogether = (key: string, keys: readonly string[]): string[] => {
  // The waits of a list's removals are weighed against its term.
  const list = /^list\.[a-z0-9-]+\./.exec(key)?.[0];
  const stem = list ?? key.slice(0, key.lastIndexOf('.') + 1);
  const together = keys.filter(
    (other) => other.startsWith(stem) && (list !== undefined || !other.slice(stem.length).includes('.')),
  );
  return stem !== '' && together.length <= MOST_TOGETHER && together.includes(key) ? together : [key];
};

export type TypedSpans = {
  holidays: { name: string; from: string; to: string }[];
  workdays: string[];
  faults: Fault[];
};

const DAY = String.raw`(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?`;
const SPAN = new RegExp(String.raw`^(\S+?)[\s,，：:]+${DAY}(?:\s*(?:至|到|[-—–~～,，\s])+\s*${DAY})?$`);
const LONE = new RegExp(`^${DAY}$`);
const written = (year = '', month = '', date = '') =>
  `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;

const linesOf = (text: string): string[] =>
  text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter(Boolean);

const fault = (pointer: string, line: string, example: string): Fault => ({
  pointer,
  code: 'field.custom',
  message: `“${line.slice(0, 40)}”无法识别，请写作：${example}`,
});

// A year's notice as a clerk types it: one holiday a line, name, first and last day.
export const typedSpans = (holidays: string, workdays: string): TypedSpans => {
  const read: TypedSpans = { holidays: [], workdays: [], faults: [] };
  for (const line of linesOf(holidays)) {
    const found = SPAN.exec(line);
    if (!found) read.faults.push(fault('/holidays', line, '元旦 2027-01-01 2027-01-03'));
    else {
      const from = written(...found.slice(2, 5));
      const to = found[5] === undefined ? from : written(...found.slice(5, 8));
      read.holidays.push({ name: found[1] ?? '', from, to });
    }
  }
  for (const word of linesOf(workdays).flatMap((line) => line.split(/[\s,，、；;]+/))) {
    const found = LONE.exec(word);
    if (!found) read.faults.push(fault('/workdays', word, '2027-02-07'));
    else read.workdays.push(written(...found.slice(1, 4)));
  }
  return read;
};

type YearDays = readonly { day: string; kind: 'holiday' | 'workday'; name: string | null }[];

// The same lines, of a year that is loaded: neighbouring days of one name are one holiday.
export const spansAsTyped = (days: YearDays): { holidays: string; workdays: string } => {
  const spans: { name: string; from: string; to: string }[] = [];
  for (const { day, name } of days.filter(({ kind }) => kind === 'holiday')) {
    const last = spans.at(-1);
    const isNext = last && last.name === (name ?? '') && Date.parse(day) - Date.parse(last.to) === 86_400_000;
    if (last && isNext) last.to = day;
    else spans.push({ name: name ?? '', from: day, to: day });
  }
  return {
    holidays: spans.map(({ name, from, to }) => `${name || '节假日'} ${from} ${to}`).join('\n'),
    workdays: days
      .filter(({ kind }) => kind === 'workday')
      .map(({ day }) => day)
      .join('\n'),
  };
};

// A field left as it is, or blank, is not part of the change.
export const changedNumbers = (
  typed: Readonly<Record<string, unknown>>,
  present: ReadonlyMap<string, number | null>,
): { name: string; value: number }[] =>
  [...present].flatMap(([name, was]) => {
    const text = String(typed[name] ?? '').trim();
    const value = text === '' ? Number.NaN : Number(text);
    return text === '' || value === was ? [] : [{ name, value }];
  });
