import type { Field } from '../catalog.ts';
import { anyoneFields, fieldListColumns } from './listing-fields.ts';
import { severeList } from './severe-list.rules.ts';

const fields: readonly Field[] = [
  ...anyoneFields,
  ...fieldListColumns({
    documentNo: '示消列〔2026〕1号',
    reason: '示例：拒不整改重大火灾隐患',
    basis: '示例：消防救援机构信用管理规定',
  }),
];

// Basis: 行业主管部门规定；国办发〔2020〕49号
export const fireSafetyViolation = severeList({
  code: 'fire-safety-violation',
  name: '消防安全严重失信名单',
  fields,
  businessKey: ['authorityUscc', 'documentNo', 'uscc', 'idNo'],
  updateFrequency: '列入、移出决定作出之日起 7 个工作日内',
  basis: '行业主管部门规定；国办发〔2020〕49号',
  orders: [['listedOn', 'listedUntil']],
  until: (values) => values.listedUntil,
  term: null,
});
