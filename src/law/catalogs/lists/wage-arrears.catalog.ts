import type { Field } from '../catalog.ts';
import { optional } from '../columns.ts';
import { documentNoField, sourceNoField, subjectFields } from '../records/field-groups.ts';
import { responsibleFields } from '../records/responsible-fields.ts';
import { listingAuthorityFields, listingDecisionFields, removalFields } from './listing-fields.ts';
import { severeList } from './severe-list.rules.ts';

const fields: readonly Field[] = [
  sourceNoField,
  ...subjectFields.map((field) =>
    field.name === 'subjectName'
      ? { ...field, synonyms: [...(field.synonyms ?? []), '用人单位名称', '失信主体名称'] }
      : field,
  ),
  ...responsibleFields,
  documentNoField('列入决定书文号', ['决定书文号', '列入决定文号', '文号'], '示人社欠薪列〔2026〕1号'),
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
    example: '50',
  }),
  ...removalFields,
  ...listingAuthorityFields,
];

// Basis: 保障农民工工资支付条例第四十八条；拖欠农民工工资失信联合惩戒对象名单管理暂行办法（人力资源社会保障部令第45号）
export const wageArrears = severeList({
  code: 'wage-arrears',
  name: '拖欠农民工工资失信联合惩戒名单',
  fields,
  decisionStates: [
    'arrears',
    'legalBasis',
    'measuresNote',
    'removalConditions',
    'remedy',
    'legalRepresentative',
  ],
  businessKey: ['authorityUscc', 'documentNo', 'uscc', 'idNo'],
  updateFrequency: '列入、移出决定作出之日起 7 个工作日内',
  basis:
    '保障农民工工资支付条例第四十八条；拖欠农民工工资失信联合惩戒对象名单管理暂行办法（人力资源社会保障部令第45号）；国办发〔2020〕49号',
});
