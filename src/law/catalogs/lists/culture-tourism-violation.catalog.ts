import type { Field } from '../catalog.ts';
import { anyoneFields, fieldListColumns } from './listing-fields.ts';
import { severeList } from './severe-list.rules.ts';

const fields: readonly Field[] = [
  ...anyoneFields,
  ...fieldListColumns({
    documentNo: '示文旅列〔2026〕1号',
    reason: '示例：擅自从事营业性演出经营活动，情节严重',
    basis: '《文化和旅游市场信用管理规定》第十三条',
  }),
];

// Basis: 文化和旅游市场信用管理规定（文化和旅游部令第7号）
export const cultureTourismViolation = severeList({
  code: 'culture-tourism-violation',
  name: '文化和旅游市场严重失信主体',
  fields,
  businessKey: ['authorityUscc', 'documentNo', 'uscc', 'idNo'],
  updateFrequency: '列入、移出决定作出之日起 7 个工作日内',
  basis: '文化和旅游市场信用管理规定（文化和旅游部令第7号）；国办发〔2020〕49号',
  orders: [['listedOn', 'listedUntil']],
  until: (values) => values.listedUntil,
});
