import { addYears, type Day } from '../../../kernel/day.ts';
import { isPersonCode } from '../../../kernel/person-codes.ts';
import type { Fault } from '../../../kernel/problems.ts';
import { remembered } from '../../../kernel/remembered.ts';
import { foldText } from '../../../kernel/text.ts';
import { readUscc } from '../../../kernel/uscc.ts';
import { parseDay } from '../../../kernel/written-day.ts';
import type { Catalog, Field, FieldTable, RowCells, RowContext, Values } from '../catalog.ts';
import { faultAt, headerOf } from './row-faults.ts';

type Columns = { numbers: readonly string[]; codes: readonly string[]; days: readonly string[] };
// Every number of a person is the subject's except for those that say otherwise; in a column for codes one is
// typed by mistake. The day of the act goes before that of the decision.
const columnsOf = remembered((catalog: FieldTable): Columns => {
  const namesOf = (fits: (field: Field) => boolean) => catalog.fields.filter(fits).map(({ name }) => name);
  return {
    numbers: namesOf(({ type, isOfOther }) => type === 'identity-no' && !isOfOther),
    codes: namesOf(({ type, isOwn }) => (type === 'uscc' || type === 'code') && !isOwn),
    days: [...namesOf(({ dates }) => dates === 'act'), ...namesOf(({ dates }) => dates === 'decision')],
  };
});

// Citizens and holders of the new permanent residence card: figures 7 to 14 are the birth day.
// A faulty number may lack its last one.
const WITH_BIRTH_DAY = /^\d{17}[\dX]?$/;
const SCIENTIFIC = /^\d(\.\d+)?E\+?17$/i;
// The old card gives two figures of the year: the later century, where that day has come.
const OLD_CARD = /^[A-Z]{3}\d{4}(\d{6})\d{2}$/;

// A number with a fault is kept as it was typed: small letters, wide figures, blanks; a spreadsheet may have
// made it a value.
const plainCode = (typed: string): string =>
  SCIENTIFIC.test(typed.trim()) ? Number(typed).toFixed(0) : foldText(typed).replace(/[^\dA-Z]/g, '');

const bornOn = (typed: string | undefined, today: Day): Day | undefined => {
  if (typed === undefined) return undefined;
  const code = plainCode(typed);
  // A credit code may be all figures and look like a birth day.
  if (readUscc(code).faults.length === 0) return undefined;
  if (WITH_BIRTH_DAY.test(code)) return parseDay(code.slice(6, 14));
  const short = OLD_CARD.exec(code)?.[1];
  const [late, early] = short ? [parseDay(`20${short}`), parseDay(`19${short}`)] : [];
  return late && late <= today ? late : early;
};

/**
 * True where the holder of this number was a minor on the day; a number that tells no birth day says nothing.
 */
export const wasMinor = (
  typed: string | undefined,
  { on, today, age }: { on: Day; today: Day; age: number },
): boolean => {
  const born = bornOn(typed, today);
  return born !== undefined && addYears(born, age) > on;
};

export const MINOR = 'row.minor';

/**
 * Nothing of a row about a person who was a minor may be kept, not even of a faulty one. A day that cannot be
 * read counts as today: whoever is a minor today was one then.
 * Basis: 最高人民法院关于公布失信被执行人名单信息的若干规定（2017修正）第四条；预防未成年人犯罪法第五十九条； 民法典第十七条
 */
export const minorRow = (
  catalog: Catalog,
  { values, cells }: { values: Values; cells: RowCells },
  context: RowContext,
): Fault | undefined => {
  if (catalog.nature === 'positive') return undefined;
  const typed = (name: string) => values[name] ?? cells[name]?.text;
  const { numbers, codes, days } = columnsOf(catalog);
  const misplaced = codes.filter((one) => isPersonCode(typed(one) ?? ''));
  const name = [...numbers, ...misplaced].find((one) => bornOn(typed(one), context.today));
  if (!name) return undefined;
  const actOn = days.map((one) => values[one] && parseDay(values[one])).find(Boolean) || context.today;
  const age = context.setting('subject.minor.age');
  if (!wasMinor(typed(name), { on: actOn, today: context.today, age })) return undefined;
  return faultAt(
    headerOf(catalog.fields, name),
    MINOR,
    '当事人行为时未成年，依法不列入名单、不作为信用信息归集，本系统不留存；请从报送文件中删除该行。',
  );
};
