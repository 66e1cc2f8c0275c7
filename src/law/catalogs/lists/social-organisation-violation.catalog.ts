import type { Field } from '../catalog.ts';
import { fieldListColumns, organisationFields } from './listing-fields.ts';
import { severeList } from './severe-list.rules.ts';

const fields: readonly Field[] = [
  ...organisationFields,
  ...fieldListColumns({
    documentNo: '示民列〔2026〕1号',
    reason: '示例：登记证书被吊销',
    basis: '《社会组织信用信息管理办法》第十五条',
  }),
];

// Basis: 社会组织信用信息管理办法（民政部令第60号）
export const socialOrganisationViolation = severeList({
  code: 'social-organisation-violation',
  name: '严重违法失信社会组织',
  fields,
  businessKey: ['authorityUscc', 'documentNo', 'uscc'],
  updateFrequency: '列入、移出决定作出之日起 7 个工作日内',
  basis: '社会组织信用信息管理办法（民政部令第60号）；国办发〔2020〕49号',
  orders: [['listedOn', 'listedUntil']],
  until: (values) => values.listedUntil,
  concerns: 'organisations',
  sharing: '政务共享，可向社会公开',
});
