import { usccSubjectKind } from '../../../kernel/uscc.ts';
import type { Field, Values } from '../catalog.ts';
import { optional, required, wordsColumn } from '../columns.ts';
import { dayOrderFaults, faultAt } from '../reading/row-faults.ts';
import {
  authorityFields,
  documentNoField,
  regNoField,
  sourceNoField,
  subjectNameField,
} from '../records/field-groups.ts';
import { responsibleFaults, responsibleFields } from '../records/responsible-fields.ts';
import { consequenceFields } from './listing-fields.ts';
import { severeList } from './severe-list.rules.ts';
import { removalFaults } from './severe-row.rules.ts';

const fields: readonly Field[] = [
  sourceNoField,
  { ...subjectNameField, header: '企业名称', synonyms: ['主体名称', '当事人名称', '名称'] },
  required('uscc', '统一社会信用代码', 'uscc', { example: '93440300MA5FAAA13R' }),
  regNoField,
  ...responsibleFields,
  wordsColumn('reason', '列入原因', 2000, {
    synonyms: ['列入事由', '列入严重违法失信名单原因'],
    example: '示例：提交虚假材料取得登记，被处以从重罚款',
  }),
  required('listedOn', '列入日期', 'day', { isPast: true, dates: 'decision', example: '2026-03-02' }),
  documentNoField('列入决定书文号', ['决定书文号', '列入决定文号'], '示市监严列〔2026〕1号'),
  optional('legalBasis', '列入依据', 'text', {
    maxLength: 2048,
    synonyms: ['法律依据', '认定依据'],
    example: '《市场监督管理严重违法失信名单管理办法》第五条',
  }),
  ...consequenceFields,
  optional('removedOn', '移出日期', 'day', { isPast: true }),
  optional('removalReason', '移出原因', 'text', { maxLength: 2000 }),
  optional('removedBy', '移出决定机关', 'name', {
    maxLength: 200,
    synonyms: ['作出决定机关（移出）', '作出移出决定机关'],
  }),
  ...authorityFields({
    name: '列入决定机关',
    code: '列入决定机关统一社会信用代码',
    synonyms: ['作出决定机关（列入）', '作出决定机关', '作出列入决定机关'],
  }),
];

// An organ of state is no party that the market authority may list.
const bars = ['government'] as const;
const organFaults = ({ uscc }: Values) =>
  uscc && bars.some((kind) => kind === usccSubjectKind(uscc))
    ? [
        faultAt(
          '统一社会信用代码',
          'row.subject-kind',
          '机关单位（代码以 11 开头）不得列入本名单，请核对代码。',
        ),
      ]
    : [];

// Basis: 市场监督管理严重违法失信名单管理办法（市场监管总局令第44号）
export const seriousViolation = severeList({
  code: 'serious-violation',
  name: '市场监管严重违法失信名单',
  fields,
  businessKey: ['authorityUscc', 'documentNo', 'uscc'],
  sharing: '政务共享，可向社会公开',
  concerns: 'organisations',
  bars,
  updateFrequency: '列入、移出决定作出之日起 7 个工作日内',
  basis: '市场监督管理严重违法失信名单管理办法（市场监管总局令第44号）；国办发〔2020〕49号',
  faults: (values) => [
    ...organFaults(values),
    ...removalFaults(fields, { ...values, removalReason: undefined }),
    ...responsibleFaults(fields, values),
    ...dayOrderFaults(fields, values, [['listedOn', 'removedOn']]),
  ],
});
