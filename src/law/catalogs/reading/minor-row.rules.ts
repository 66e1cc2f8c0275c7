import { addYears, type Day } from '../../../kernel/day.ts';
import type { Fault } from '../../../kernel/problems.ts';
import { parseDay } from '../../../kernel/written-day.ts';
import type { Catalog, RowContext, Values } from '../catalog.ts';
import { faultAt, headerOf } from './row-faults.ts';

const NUMBERS = ['idNo', 'personIdNo'];
// The day of the act where the row gives one, else that of the decision.
const DAYS = [
  'actOn',
  'accidentOn',
  'decisionDate',
  'listedOn',
  'publishedOn',
  'decidedOn',
  'madeOn',
  'filedOn',
];
// Citizens and holders of the new permanent residence card: figures 7 to 14 are the birth day.
const WITH_BIRTH_DAY = /^\d{17}[\dX]$/;
// The old card gives two figures of the year: the later century, where that day has come.
const OLD_CARD = /^[A-Z]{3}\d{4}(\d{6})\d{2}$/;

const bornOn = (code: string | undefined, today: Day): Day | undefined => {
  if (code === undefined) return undefined;
  if (WITH_BIRTH_DAY.test(code)) return parseDay(code.slice(6, 14));
  const short = OLD_CARD.exec(code)?.[1];
  const [late, early] = short ? [parseDay(`20${short}`), parseDay(`19${short}`)] : [];
  return late && late <= today ? late : early;
};

/**
 * Nothing of a row about a person who was a minor may be kept, not even of a faulty one. A day that cannot be read
 * counts as today: whoever is a minor today was one then.
 * Basis: 最高人民法院关于公布失信被执行人名单信息的若干规定（2017修正）第四条；预防未成年人犯罪法第五十九条；
 * 民法典第十七条
 */
export const minorRow = (catalog: Catalog, values: Values, context: RowContext): Fault | undefined => {
  if (catalog.nature === 'positive') return undefined;
  const name = NUMBERS.find((one) => bornOn(values[one], context.today));
  const born = name && bornOn(values[name], context.today);
  if (!name || !born) return undefined;
  const actOn = DAYS.map((one) => values[one] && parseDay(values[one])).find(Boolean) || context.today;
  if (addYears(born, context.setting('subject.minor.age')) <= actOn) return undefined;
  return faultAt(
    headerOf(catalog.fields, name),
    'row.minor',
    '当事人行为时未成年，依法不列入名单、不作为信用信息归集，本系统不留存；请从报送文件中删除该行。',
  );
};
