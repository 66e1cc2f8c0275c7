import type { Field } from '../catalog.ts';
import { anyoneFields, fieldListColumns } from './listing-fields.ts';
import { severeList } from './severe-list.rules.ts';

const fields: readonly Field[] = [
  ...anyoneFields,
  ...fieldListColumns({
    documentNo: '示知列〔2026〕1号',
    reason: '示例：提交非正常专利申请，情节严重',
    basis: '国知发保字〔2022〕8号',
  }),
];

// Basis: 国知发保字〔2022〕8号
export const intellectualPropertyViolation = severeList({
  code: 'intellectual-property-violation',
  name: '知识产权领域严重违法失信名单',
  fields,
  businessKey: ['authorityUscc', 'documentNo', 'uscc', 'idNo'],
  updateFrequency: '列入、移出决定作出之日起 7 个工作日内',
  basis: '国知发保字〔2022〕8号；国办发〔2020〕49号',
  orders: [['listedOn', 'listedUntil']],
  until: (values) => values.listedUntil,
});
