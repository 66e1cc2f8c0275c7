import type { Field } from '../catalog.ts';
import { anyoneFields, fieldListColumns } from './listing-fields.ts';
import { severeList } from './severe-list.rules.ts';

const fields: readonly Field[] = [
  ...anyoneFields,
  ...fieldListColumns({
    documentNo: '示建列〔2026〕1号',
    reason: '示例：利用虚假材料取得企业资质',
    basis: '《建筑市场信用管理暂行办法》第十四条',
  }),
];

// Basis: 建筑市场信用管理暂行办法
export const constructionViolation = severeList({
  code: 'construction-violation',
  name: '建筑市场主体严重失信名单',
  fields,
  businessKey: ['authorityUscc', 'documentNo', 'uscc', 'idNo'],
  updateFrequency: '列入、移出决定作出之日起 7 个工作日内',
  basis: '建筑市场信用管理暂行办法；国办发〔2020〕49号',
  orders: [['listedOn', 'listedUntil']],
  until: (values) => values.listedUntil,
});
