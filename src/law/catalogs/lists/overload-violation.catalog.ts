import type { Field } from '../catalog.ts';
import { anyoneFields, fieldListColumns } from './listing-fields.ts';
import { severeList } from './severe-list.rules.ts';

const fields: readonly Field[] = [
  ...anyoneFields,
  ...fieldListColumns({
    documentNo: '示交列〔2026〕1号',
    reason: '示例：一年内违法超限超载运输三次以上',
    basis: '示例：交通运输部门信用管理规定',
  }),
];

// Basis: 行业主管部门规定；国办发〔2020〕49号
export const overloadViolation = severeList({
  code: 'overload-violation',
  name: '严重违法超限超载运输失信名单',
  fields,
  businessKey: ['authorityUscc', 'documentNo', 'uscc', 'idNo'],
  updateFrequency: '列入、移出决定作出之日起 7 个工作日内',
  basis: '行业主管部门规定；国办发〔2020〕49号',
  orders: [['listedOn', 'listedUntil']],
  until: (values) => values.listedUntil,
  term: null,
});
