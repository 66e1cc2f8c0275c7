import type { Catalog, Field } from './catalog.ts';
import { optional, required } from './columns.ts';
import { authorityFields, sourceNoField, subjectFields } from './field-groups.ts';
import { listingDecisionFields, removalFields } from './listing-fields.ts';
import { responsibleFields } from './responsible-fields.ts';
import { severeFaults, severeRow } from './severe-row.rules.ts';

const fields: readonly Field[] = [
  sourceNoField,
  ...subjectFields.map((field) =>
    field.name === 'subjectName'
      ? { ...field, synonyms: [...(field.synonyms ?? []), '用人单位名称', '失信主体名称'] }
      : field,
  ),
  ...responsibleFields,
  required('documentNo', '列入决定书文号', 'document-no', {
    maxLength: 128,
    synonyms: ['决定书文号', '列入决定文号', '文号'],
    example: '示人社欠薪列〔2026〕1号',
  }),
  ...listingDecisionFields({
    reason: {
      header: '列入事由',
      synonyms: ['列入原因', '失信行为'],
      example: '示例：克扣、无故拖欠农民工工资数额较大，经责令限期支付逾期未支付',
    },
    basis: {
      header: '列入依据',
      synonyms: ['法律依据', '认定依据'],
      example: '《保障农民工工资支付条例》第四十八条',
    },
    listedOn: { header: '列入日期', synonyms: ['列入时间', '认定日期'] },
  }),
  optional('arrears', '拖欠工资金额（万元）', 'money', {
    synonyms: ['拖欠金额（万元）', '欠薪金额（万元）'],
  }),
  ...removalFields,
  ...authorityFields({
    name: '列入决定机关',
    code: '列入决定机关统一社会信用代码',
    synonyms: ['认定机关', '认定部门', '作出决定机关'],
  }),
];

// Basis: 保障农民工工资支付条例第四十八条；拖欠农民工工资失信联合惩戒对象名单管理暂行办法（人力资源社会保障部令第45号）
export const wageArrears: Catalog = {
  code: 'wage-arrears',
  edition: 1,
  name: '拖欠农民工工资失信联合惩戒名单',
  category: '严重失信主体名单信息',
  nature: 'negative',
  fields,
  businessKey: ['authorityUscc', 'documentNo', 'uscc', 'idNo'],
  opens: 'severe',
  disclosure: 'public',
  sharing: '政务共享，可向社会公开；自然人证件号码不公开',
  retentionSetting: 'retention.negative',
  updateFrequency: '列入、移出决定作出之日起 7 个工作日内',
  basis:
    '保障农民工工资支付条例第四十八条；拖欠农民工工资失信联合惩戒对象名单管理暂行办法（人力资源社会保障部令第45号）；国办发〔2020〕49号',
  faults: (values) => severeFaults(fields, values),
  draft: (values, context) => severeRow(values, context, { term: 'list.wage-arrears.term' }),
};
