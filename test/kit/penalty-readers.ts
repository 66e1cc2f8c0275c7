import type { RecordClass } from '../../src/law/catalogs/catalog.ts';
import {
  beyondSimple,
  penaltyClass,
  SIMPLE_PROCEDURE,
} from '../../src/law/catalogs/records/penalty-class.rules.ts';
import { FINE, penaltyKinds } from '../../src/law/catalogs/records/penalty-kinds.ts';

type Setting = (key: string) => number;

const classWords: Readonly<Record<RecordClass, string>> = { minor: '轻微', ordinary: '一般', severe: '严重' };
const parties: Readonly<Record<string, string>> = {
  person: '自然人',
  organisation: '法人',
  'individual-business': '个体工商户',
};
const fineOf: Readonly<Record<string, string>> = {
  'small-fine': '0.5',
  'large-fine': '1',
  'huge-fine': '200',
};
const amounts: Readonly<Record<string, string>> = {
  'large-fine.person': '0.2',
  'large-fine.organisation': '1',
  'large-fine.individual-business': '1',
  'huge-fine.person': '20',
  'huge-fine.organisation': '200',
  'huge-fine.individual-business': '50',
  'simple-fine.person': '0.0201',
  'simple-fine.organisation': '0.3001',
  'simple-fine.individual-business': '0.3001',
};

const simply = (values: Record<string, string>, setting: Setting) =>
  beyondSimple({ ...values, procedureType: SIMPLE_PROCEDURE }, { setting }) ? '暂存待核' : '可以适用简易程序';
const graded = (values: Record<string, string>, setting: Setting) =>
  classWords[penaltyClass(values, { setting })];
const wordOf = (part: string) => penaltyKinds.find(({ setting }) => setting === part)?.word ?? '';

const gradeOf = (part: string, setting: Setting): string => {
  if (part === 'simple-procedure')
    return graded({ penaltyType: '警告', procedureType: SIMPLE_PROCEDURE }, setting);
  const fineAmount = fineOf[part];
  return graded(fineAmount ? { penaltyType: FINE, fineAmount } : { penaltyType: wordOf(part) }, setting);
};

/** What follows from a setting of penalties, through the rule that reads it. */
export const readPenalty = ({ setting }: { setting: Setting }, key: string): string => {
  const [, family = '', part = ''] = /^penalty\.([a-z-]+)\.([a-z-]+)$/.exec(key) ?? [];
  if (family === 'class') return gradeOf(part, setting);
  if (family === 'simple') return simply({ penaltyType: wordOf(part), fineAmount: '0.01' }, setting);
  const fine = {
    penaltyType: FINE,
    fineAmount: amounts[`${family}.${part}`] ?? '',
    counterpartType: parties[part] ?? '',
  };
  return family === 'simple-fine' ? simply(fine, setting) : graded(fine, setting);
};
