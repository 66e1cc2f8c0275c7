import type { Field } from '../catalog.ts';
import { fieldListColumns, organisationFields } from './listing-fields.ts';
import { severeList } from './severe-list.rules.ts';

const fields: readonly Field[] = [
  ...organisationFields,
  ...fieldListColumns({
    documentNo: '示统列〔2026〕1号',
    reason: '示例：提供不真实的统计资料，情节严重',
    basis: '《统计严重失信企业信用管理办法》第六条',
  }),
];

// Basis: 统计严重失信企业信用管理办法（2022）；国统字〔2019〕33号
export const statisticsViolation = severeList({
  code: 'statistics-violation',
  name: '统计严重失信企业',
  fields,
  businessKey: ['authorityUscc', 'documentNo', 'uscc'],
  updateFrequency: '列入、移出决定作出之日起 7 个工作日内',
  basis: '统计严重失信企业信用管理办法（2022）；国统字〔2019〕33号；国办发〔2020〕49号',
  orders: [['listedOn', 'listedUntil']],
  until: (values) => values.listedUntil,
  concerns: 'organisations',
  sharing: '政务共享，可向社会公开',
});
