import type { Field } from '../catalog.ts';
import { optional } from '../columns.ts';
import { documentNoField, sourceNoField, subjectFields } from '../records/field-groups.ts';
import { responsibleFields } from '../records/responsible-fields.ts';
import { listingAuthorityFields, listingDecisionFields, removalFields } from './listing-fields.ts';
import { severeList } from './severe-list.rules.ts';

const fields: readonly Field[] = [
  sourceNoField,
  ...subjectFields,
  ...responsibleFields,
  documentNoField('列入决定书文号', ['决定书文号', '列入决定文号', '文号'], '示应急列〔2026〕1号'),
  optional('accidentName', '事故名称', 'text', { maxLength: 200 }),
  optional('accidentLevel', '事故等级', 'choice', {
    values: ['一般', '较大', '重大', '特别重大'],
    aliases: {
      一般事故: '一般',
      较大事故: '较大',
      重大事故: '重大',
      特别重大事故: '特别重大',
    },
  }),
  optional('accidentOn', '事故发生日期', 'day', { isPast: true, dates: 'act', synonyms: ['事故发生时间'] }),
  ...listingDecisionFields({
    reason: {
      header: '列入事由',
      synonyms: ['列入原因', '失信行为', '失信行为简况'],
      example: '示例：发生较大生产安全事故，经调查负有责任',
    },
    basis: {
      header: '列入依据',
      synonyms: ['法律依据', '认定依据'],
      example: '《安全生产严重失信主体名单管理办法》第六条',
    },
    listedOn: { header: '列入日期', synonyms: ['列入时间', '认定日期', '纳入日期'] },
  }),
  ...removalFields,
  ...listingAuthorityFields,
];

// Basis: 安全生产严重失信主体名单管理办法（应急管理部令第11号）；安全生产法第七十八条
export const workSafetyViolation = severeList({
  code: 'work-safety-violation',
  name: '安全生产严重失信主体名单',
  fields,
  businessKey: ['authorityUscc', 'documentNo', 'uscc', 'idNo'],
  updateFrequency: '列入、移出决定作出之日起 7 个工作日内',
  basis: '安全生产严重失信主体名单管理办法（应急管理部令第11号）；安全生产法第七十八条；国办发〔2020〕49号',
  orders: [['accidentOn', 'listedOn']],
});
