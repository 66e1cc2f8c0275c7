import type { Field } from '../catalog.ts';
import { anyoneFields, fieldListColumns } from './listing-fields.ts';
import { severeList } from './severe-list.rules.ts';

const fields: readonly Field[] = [
  ...anyoneFields,
  ...fieldListColumns({
    documentNo: '示人社保列〔2026〕1号',
    reason: '示例：以伪造材料骗取社会保险待遇',
    basis: '《社会保险领域严重失信人名单管理暂行办法》第五条',
  }),
];

// Basis: 社会保险领域严重失信人名单管理暂行办法；国办发〔2020〕49号
export const socialInsuranceViolation = severeList({
  code: 'social-insurance-violation',
  name: '社会保险严重失信人名单',
  fields,
  businessKey: ['authorityUscc', 'documentNo', 'uscc', 'idNo'],
  updateFrequency: '列入、移出决定作出之日起 7 个工作日内',
  basis: '社会保险领域严重失信人名单管理暂行办法；国办发〔2020〕49号',
  orders: [['listedOn', 'listedUntil']],
  until: (values) => values.listedUntil,
  term: null,
});
