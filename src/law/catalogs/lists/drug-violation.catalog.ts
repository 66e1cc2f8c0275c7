import type { Field } from '../catalog.ts';
import { anyoneFields, fieldListColumns } from './listing-fields.ts';
import { severeList } from './severe-list.rules.ts';

const fields: readonly Field[] = [
  ...anyoneFields,
  ...fieldListColumns({
    documentNo: '示药监列〔2026〕1号',
    reason: '示例：生产、销售假药，被处以较重行政处罚',
    basis: '《市场监督管理严重违法失信名单管理办法》第五条',
  }),
];

// Basis: 市场监管总局令第44号；药品监督管理部门规定
export const drugViolation = severeList({
  code: 'drug-violation',
  name: '药品严重违法失信名单',
  fields,
  businessKey: ['authorityUscc', 'documentNo', 'uscc', 'idNo'],
  updateFrequency: '列入、移出决定作出之日起 7 个工作日内',
  basis: '市场监管总局令第44号；药品监督管理部门规定；国办发〔2020〕49号',
  orders: [['listedOn', 'listedUntil']],
  until: (values) => values.listedUntil,
});
