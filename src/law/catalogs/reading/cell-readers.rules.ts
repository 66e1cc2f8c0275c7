import { readCountry } from '../../../kernel/countries.ts';
import { dayFromExcelSerial, LONG_TERM } from '../../../kernel/day.ts';
import { withoutPersonCode } from '../../../kernel/person-codes.ts';
import { personalNumberIn, withoutPersonalNumbers } from '../../../kernel/personal-numbers.ts';
import { foldText, toHalfWidth, withoutBlanks } from '../../../kernel/text.ts';
import { parseDay } from '../../../kernel/written-day.ts';
import type { Field, FieldType } from '../catalog.ts';
import { addFault, addSuggestion, addWarning, type CellReader, type RowReading } from './cell-reading.ts';
import { cleanText, readText } from './clean-text.rules.ts';
import { identityReader, usccReader } from './code-readers.rules.ts';
import { nearestValue } from './nearest-field.rules.ts';

const READERS: Readonly<Record<FieldType, (field: Field) => CellReader>> = {
  text: (field) => textReader(field),
  name: (field) => textReader(field),
  'document-no': (field) => codeReader(field),
  code: (field) => codeReader(field),
  country: (field) => countryReader(field),
  day: (field) => dayReader(field),
  money: (field) => moneyReader(field),
  choice: (field) => choiceReader(field),
  choices: (field) => choicesReader(field),
  uscc: (field) => usccReader(field),
  'identity-no': (field) => identityReader(field),
};

export const cellReader = (field: Field): CellReader => READERS[field.type](field);

const warnLength = (field: Field, text: string, row: RowReading): void => {
  if (field.maxLength === undefined || text.length <= field.maxLength) return;
  const message = `“${field.header}”超过 ${field.maxLength} 字，已全文收录，请尽量精简。`;
  addWarning(row, field, 'value.too-long', message);
};

const warnPrivate = (field: Field, row: RowReading): void => {
  const message = `“${field.header}”含有自造字或私用区字符，其他系统无法显示；请改用国家标准汉字后重报。`;
  addWarning(row, field, 'value.private-character', message);
};

const textReader =
  (field: Field): CellReader =>
  ({ text }, row) => {
    const { clean, isPrivate } = readText(text);
    if (isPrivate) warnPrivate(field, row);
    warnLength(field, clean, row);
    keepAnonymous(field, row, { clean, anonymous: withoutPersonCode(withoutPersonalNumbers(clean)) });
  };

const keepAnonymous = (
  field: Field,
  row: RowReading,
  { clean, anonymous }: { clean: string; anonymous: string },
): void => {
  row.values[field.name] = anonymous;
  if (anonymous === clean) return;
  const message = `“${field.header}”中写有证件、银行卡或手机号码，已遮盖后收录；请勿在文字内容中填写个人号码。`;
  addWarning(row, field, 'value.identity-number-masked', message);
};

const codeReader =
  (field: Field): CellReader =>
  ({ text }, row) => {
    const { clean, isPrivate } = readText(text);
    if (isPrivate) warnPrivate(field, row);
    // Masked, two numbers could be one key: a row's own number is refused.
    if (personalNumberIn(clean, { place: 'number', today: row.context.today })) {
      const message = `“${field.header}”不得含有个人证件号码，请改用业务系统中的编号或文号；当事人只以证件号码列标明。`;
      addFault(row, field, 'text.personal-number', message);
      return;
    }
    warnLength(field, clean, row);
    // An office's own number of a record or a document may look like anything, and is a key.
    const isOwn = field.name === 'sourceNo' || field.type === 'document-no';
    keepAnonymous(field, row, { clean, anonymous: isOwn ? clean : withoutPersonCode(clean) });
  };

const countryReader =
  (field: Field): CellReader =>
  ({ text }, row) => {
    const country = readCountry(text);
    if (country === undefined) {
      const message = `“${field.header}”不认识，请填三位字母代码（如 USA）或中文名称（如 美国）；不是护照的请留空。`;
      addFault(row, field, 'cell.country', message);
    } else row.values[field.name] = country;
  };

const NO_DAY = new Set(['无', '暂无', '无处罚期限', '无期限', '不适用']);
const FOR_EVER = new Set(['长期', '长期有效', '永久', '永久有效']);
const SLASHED = /^\d{4}\/\d\d\/\d\d$/;
const SERIAL = /^\d{5}(\.\d+)?$/;
const EARLIEST = '1949-10-01';

const dayReader =
  (field: Field): CellReader =>
  ({ text, kind }, row) => {
    const written =
      kind === 'number' ? undefined : parseDay(SLASHED.test(text) ? text.replaceAll('/', '-') : text);
    const found = written ?? unusualDay(field, cleanText(text), row);
    if (found === 'none') return;
    if (found === undefined || found < EARLIEST) {
      const message = `“${field.header}”不是有效日期，请按 2026/03/02 的格式填写；没有日期的请留空。`;
      addFault(row, field, 'cell.day', message);
    } else if (field.isPast && found > row.context.today) {
      addFault(row, field, 'cell.day-ahead', `“${field.header}”晚于今天，请核对日期。`);
    } else row.values[field.name] = found > LONG_TERM ? LONG_TERM : found;
  };

const unusualDay = (field: Field, text: string, row: RowReading): string | undefined => {
  if (FOR_EVER.has(text) && !field.isPast) return LONG_TERM;
  if (NO_DAY.has(text) && !field.required) return 'none';
  const found = SERIAL.test(text) ? dayFromExcelSerial(Number(text)) : parseDay(text);
  if (found && SERIAL.test(text))
    addWarning(row, field, 'value.normalised', `“${field.header}”是表格软件的日期序号，已换算为 ${found}。`);
  return found;
};

const PLAIN_MONEY = /^\d{1,12}(\.\d{1,6})?$/;
const GROUPED = /^\d{1,3}(,\d{3})+(\.\d+)?$/;
const SURPLUS = /^0+(?=\d)|(?<=\.\d*[1-9])0+$|\.0*$/g;
const DECIMALS = 6;

const moneyReader =
  (field: Field): CellReader =>
  ({ text, kind }, row) => {
    const amount = kind === 'number' ? fixedPoint(text) : plainAmount(text);
    if (PLAIN_MONEY.test(amount)) row.values[field.name] = amount.replace(SURPLUS, '');
    else {
      const message = `“${field.header}”应为不小于 0、最多 6 位小数的数字，单位万元，不写单位；请改正。`;
      addSuggestion(row, field, { code: 'cell.money', message, suggestion: inTenThousands(amount) });
    }
  };

const YUAN = /^[¥￥]?(\d{1,12}(?:\.\d{1,2})?)(元|元整|圆)$/;

// Written in 元: the same amount in 万元, which is exact with the six decimals that we keep.
const inTenThousands = (text: string): string | undefined => {
  const yuan = YUAN.exec(text.replaceAll(',', ''))?.[1];
  return yuan === undefined ? undefined : (Number(yuan) / 10_000).toFixed(DECIMALS).replace(SURPLUS, '');
};

// A spreadsheet writes 0.012 as 1.2E-2 or 1.2000000000000002E-2.
const fixedPoint = (text: string): string =>
  Number.isFinite(Number(text)) ? Number(text).toFixed(DECIMALS) : text;

const plainAmount = (text: string): string => {
  if (PLAIN_MONEY.test(text)) return text;
  const plain = withoutBlanks(toHalfWidth(text)).replace(/万元$/, '');
  return GROUPED.test(plain) ? plain.replaceAll(',', '') : plain;
};

const meanings = (field: Field): ReadonlyMap<string, string> =>
  new Map([
    ...(field.values ?? []).map((value) => [foldText(value), value] as const),
    ...Object.entries(field.aliases ?? {}).map(([alias, value]) => [foldText(alias), value] as const),
  ]);

const choiceFault = (field: Field, row: RowReading, text: string): void => {
  const suggestion = nearestValue(field.values ?? [], text);
  const almost = suggestion ? `与“${suggestion}”相近，请核对。` : '';
  const message = `“${field.header}”只能填：${(field.values ?? []).join('、')}。请从中选择。${almost}`;
  addSuggestion(row, field, { code: 'cell.choice', message, suggestion });
};

const choiceReader = (field: Field): CellReader => {
  const known = meanings(field);
  const readOther = textReader(field);
  return (cell, row) => {
    const { text } = cell;
    const value = known.get(text) ?? known.get(foldText(text));
    if (value !== undefined) row.values[field.name] = value;
    else if (field.isOpen) readOther(cell, row);
    else choiceFault(field, row, text);
  };
};

const SEPARATORS = /[;；|\n]/;
const LOOSE_SEPARATORS = /[、,，]/;
const OTHER = /^其他[-—–:：(（]/;

const choicesReader = (field: Field): CellReader => {
  const known = meanings(field);
  const meaning = (part: string): string | undefined =>
    known.get(part) ??
    known.get(foldText(part)) ??
    (known.has('其他') && OTHER.test(part) ? withoutPersonalNumbers(part) : undefined);
  const meaningsOf = (part: string): (string | undefined)[] => {
    const whole = meaning(part);
    return whole === undefined ? part.split(LOOSE_SEPARATORS).filter(Boolean).map(meaning) : [whole];
  };
  return ({ text }, row) => {
    const single = known.get(text);
    if (single !== undefined) {
      row.values[field.name] = single;
      return;
    }
    const parts = cleanText(text).split(SEPARATORS).map(withoutBlanks).filter(Boolean).flatMap(meaningsOf);
    if (parts.length === 0 || parts.includes(undefined)) choiceFault(field, row, text);
    else row.values[field.name] = [...new Set(parts)].join(';');
  };
};
