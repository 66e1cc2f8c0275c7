import type { Fault } from '../../kernel/problems.ts';
import type { CellContext, Field, FieldTable, Row } from '../catalogs/catalog.ts';
import { catalogNames } from '../catalogs/catalog-list.ts';
import { optional, required, wordsColumn } from '../catalogs/columns.ts';
import { readCells } from '../catalogs/reading/assess-row.rules.ts';
import { ANY_DEPARTMENT, type Measure, type MeasureKind } from './measure.rules.ts';

const kinds: Readonly<Record<string, MeasureKind>> = { I: 'I', II: 'II', III: 'III' };

const fields: readonly Field[] = [
  required('code', '措施代码', 'code', { maxLength: 64, synonyms: ['代码'], example: 'FUND_LIMIT' }),
  required('kind', '类别', 'choice', {
    values: Object.keys(kinds),
    synonyms: ['措施类别'],
    aliases: {
      Ⅰ: 'I',
      Ⅱ: 'II',
      Ⅲ: 'III',
      一类: 'I',
      二类: 'II',
      三类: 'III',
      I类: 'I',
      II类: 'II',
      III类: 'III',
    },
    example: 'II',
  }),
  wordsColumn('title', '措施名称', 200, {
    synonyms: ['名称', '惩戒措施'],
    example: '限制申请财政性资金项目',
  }),
  wordsColumn('content', '措施内容', 2000, {
    synonyms: ['内容', '惩戒内容'],
    example: '一定期限内限制申请补贴性资金',
  }),
  wordsColumn('target', '适用对象', 500, { synonyms: ['对象', '惩戒对象'], example: '列入名单的主体' }),
  wordsColumn('basis', '法规政策依据', 1000, {
    synonyms: ['依据', '法律依据'],
    example: '国办发〔2020〕49号',
  }),
  wordsColumn('departments', '实施单位', 2000, {
    synonyms: ['实施主体', '实施部门'],
    example: '财政局、科技局',
  }),
  wordsColumn('lists', '适用名单', 2000, { synonyms: ['名单'], example: '失信被执行人名单' }),
  optional('personsOnly', '只对自然人', 'choice', { values: ['是', '否'], synonyms: ['仅适用于自然人'] }),
];

// Basis: 全国失信惩戒措施基础清单（2024年版）: 惩戒措施、惩戒内容、惩戒对象、法规政策依据、实施主体
export const measureTable: FieldTable = { fields };

const partsOf = (text: string | undefined): string[] =>
  (text ?? '')
    .split(/[、，,；;|\n]+/)
    .map((part) => part.trim())
    .filter(Boolean);

export const departmentsOf = (text: string | undefined): string[] =>
  partsOf(text).map((word) => (word === '各公共管理机构' ? ANY_DEPARTMENT : word));

// A list by its name or its code; what is neither stays as typed, to be refused by name.
export const listsOf = (text: string | undefined): string[] =>
  partsOf(text).map((word) => Object.entries(catalogNames).find(([, name]) => name === word)?.[0] ?? word);

export type MeasureRow = { measure: Omit<Measure, 'edition'>; faults: readonly Fault[] };

export const measureOfRow = (row: Row, context: CellContext): MeasureRow => {
  const { values, faults } = readCells(measureTable, row, context);
  return {
    measure: {
      code: values.code ?? '',
      kind: kinds[values.kind ?? ''] ?? 'II',
      title: values.title ?? '',
      content: values.content ?? '',
      target: values.target ?? '',
      basis: values.basis ?? '',
      departments: departmentsOf(values.departments),
      lists: listsOf(values.lists),
      personsOnly: values.personsOnly === '是',
    },
    faults,
  };
};
