import type { Field } from '../catalog.ts';
import { anyoneFields, fieldListColumns } from './listing-fields.ts';
import { severeList } from './severe-list.rules.ts';

const fields: readonly Field[] = [
  ...anyoneFields,
  ...fieldListColumns({
    documentNo: '示证监列〔2026〕1号',
    reason: '示例：操纵证券市场，被处以行政处罚',
    basis: '《证券期货市场诚信监督管理办法》',
  }),
];

// Basis: 证券期货市场诚信监督管理办法（证监会令第166号）
export const securitiesViolation = severeList({
  code: 'securities-violation',
  name: '证券期货市场严重违法失信名单',
  fields,
  businessKey: ['authorityUscc', 'documentNo', 'uscc', 'idNo'],
  updateFrequency: '列入、移出决定作出之日起 7 个工作日内',
  basis: '证券期货市场诚信监督管理办法（证监会令第166号）；国办发〔2020〕49号',
  orders: [['listedOn', 'listedUntil']],
  until: (values) => values.listedUntil,
  term: null,
});
