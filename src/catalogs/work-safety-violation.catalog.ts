import type { Catalog, Field } from './catalog.ts';
import { optional, required } from './columns.ts';
import { authorityFields, sourceNoField, subjectFields } from './field-groups.ts';
import { listingDecisionFields, removalFields } from './listing-fields.ts';
import { responsibleFields } from './responsible-fields.ts';
import { severeFaults, severeRow } from './severe-row.rules.ts';

const fields: readonly Field[] = [
  sourceNoField,
  ...subjectFields,
  ...responsibleFields,
  required('documentNo', '列入决定书文号', 'document-no', {
    maxLength: 128,
    synonyms: ['决定书文号', '列入决定文号', '文号'],
    example: '示应急列〔2026〕1号',
  }),
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
  optional('accidentOn', '事故发生日期', 'day', { isPast: true, synonyms: ['事故发生时间'] }),
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
  ...authorityFields({
    name: '列入决定机关',
    code: '列入决定机关统一社会信用代码',
    synonyms: ['认定机关', '认定部门', '作出决定机关'],
  }),
];

// Basis: 安全生产严重失信主体名单管理办法（应急管理部令第11号）；安全生产法第七十八条
export const workSafetyViolation: Catalog = {
  code: 'work-safety-violation',
  edition: 1,
  name: '安全生产严重失信主体名单',
  category: '严重失信主体名单信息',
  nature: 'negative',
  fields,
  businessKey: ['authorityUscc', 'documentNo', 'uscc', 'idNo'],
  opens: 'severe',
  disclosure: 'public',
  sharing: '政务共享，可向社会公开；自然人证件号码不公开',
  retentionSetting: 'retention.negative',
  updateFrequency: '列入、移出决定作出之日起 7 个工作日内',
  basis: '安全生产严重失信主体名单管理办法（应急管理部令第11号）；安全生产法第七十八条；国办发〔2020〕49号',
  faults: (values) => severeFaults(fields, values, [['accidentOn', 'listedOn']]),
  draft: (values, context) => severeRow(values, context, { term: 'list.work-safety-violation.term' }),
};
