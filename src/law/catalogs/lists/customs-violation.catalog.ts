import type { Field } from '../catalog.ts';
import { fieldListColumns, organisationFields } from './listing-fields.ts';
import { severeList } from './severe-list.rules.ts';

const fields: readonly Field[] = [
  ...organisationFields,
  ...fieldListColumns({
    documentNo: '示关列〔2026〕1号',
    reason: '示例：构成走私犯罪',
    basis: '海关总署令第282号',
  }),
];

// Basis: 海关总署令第282号（2026-04-01 起施行）
export const customsViolation = severeList({
  code: 'customs-violation',
  name: '海关严重失信企业',
  fields,
  businessKey: ['authorityUscc', 'documentNo', 'uscc'],
  updateFrequency: '列入、移出决定作出之日起 7 个工作日内',
  basis: '海关总署令第282号（2026-04-01 起施行）；国办发〔2020〕49号',
  orders: [['listedOn', 'listedUntil']],
  until: (values) => values.listedUntil,
  concerns: 'organisations',
  sharing: '政务共享，可向社会公开',
  term: null,
});
