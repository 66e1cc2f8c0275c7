import type { Fault } from '../../../kernel/problems.ts';
import { remembered } from '../../../kernel/remembered.ts';
import type { Catalog, Field, Values } from '../catalog.ts';
import { faultAt } from './row-faults.ts';

const TEN_THOUSAND = 10_000;
// Most amounts lie between; only outside can 元 have been taken for 万元, or been divided twice.
const [LEAST_DOUBTFUL, MOST_DOUBTFUL] = [10, 0.01];

type AmountColumns = { money: readonly Field[]; texts: readonly Field[] };
const columnsOf = remembered(
  (catalog: Catalog): AmountColumns => ({
    money: catalog.fields.filter(({ type }) => type === 'money'),
    texts: catalog.fields.filter(({ type }) => type === 'text'),
  }),
);

// An amount that the row's own words contradict by exactly 10 000: money columns are in 万元, decisions speak
// in 元.
export const amountWarnings = (catalog: Catalog, values: Values): Fault[] => {
  const { money, texts } = columnsOf(catalog);
  return money.flatMap(({ name, header }) => {
    const amount = Number(values[name] ?? 0);
    if (amount === 0 || (amount < LEAST_DOUBTFUL && amount >= MOST_DOUBTFUL)) return [];
    const yuan = amount * TEN_THOUSAND;
    const said = texts.flatMap((field) => amountsIn(values[field.name] ?? ''));
    if (said.some((one) => isSame(one, yuan))) return [];
    const slip = said.find((one) => isSame(one * TEN_THOUSAND, yuan) || isSame(one, yuan * TEN_THOUSAND));
    if (slip === undefined) return [];
    const message = `“${header}”填的是 ${values[name]} 万元，文字内容写的是 ${slip} 元，恰差一万倍；请核对，确系填错的改为 ${slip / TEN_THOUSAND} 后重报。`;
    return [faultAt(header, 'value.amount-unit', message)];
  });
};

const isSame = (a: number, b: number): boolean => Math.abs(a - b) <= Math.abs(b) * 1e-9;

const IN_FIGURES = /(\d[\d,]{0,20}(?:\.\d{1,6})?)\s*([百千万亿]?)元/g;
const IN_WORDS = /([零〇一二三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟两]{1,30})[元圆]/g;
const MULTIPLES: Readonly<Record<string, number>> = { '': 1, 百: 100, 千: 1000, 万: TEN_THOUSAND, 亿: 1e8 };

// All amounts of a text, in 元.
const amountsIn = (text: string): number[] => {
  if (!text.includes('元') && !text.includes('圆')) return [];
  const plain = text.normalize('NFKC');
  const inFigures = Array.from(
    plain.matchAll(IN_FIGURES),
    ([, figures = '', unit = '']) => Number(figures.replaceAll(',', '')) * (MULTIPLES[unit] ?? 1),
  );
  const inWords = Array.from(plain.matchAll(IN_WORDS), ([, words = '']) => numberOf(words));
  return [...inFigures, ...inWords].filter((amount) => amount > 0);
};

const SMALL: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };
const figureOf = (char: string): number =>
  char === '两' ? 2 : Math.max('〇一二三四五六七八九'.indexOf(char), '零壹贰叁肆伍陆柒捌玖'.indexOf(char));

// 伍万元, 壹拾贰万叁仟元, 一亿二千万元
const numberOf = (words: string): number => {
  let [whole, section, figure] = [0, 0, 0];
  for (const char of words) {
    const value = figureOf(char);
    if (value >= 0) figure = value;
    else if (SMALL[char]) {
      section += (figure || 1) * SMALL[char];
      figure = 0;
    } else {
      whole = char === '亿' ? (whole + section + figure) * 1e8 : whole + (section + figure) * TEN_THOUSAND;
      [section, figure] = [0, 0];
    }
  }
  return whole + section + figure;
};
