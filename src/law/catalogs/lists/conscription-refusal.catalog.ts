import type { Field } from '../catalog.ts';
import { personFields } from '../records/field-groups.ts';
import { fieldListColumns } from './listing-fields.ts';
import { severeList } from './severe-list.rules.ts';

const fields: readonly Field[] = [
  ...personFields,
  ...fieldListColumns({
    documentNo: '示征列〔2026〕1号',
    reason: '示例：应征公民拒绝、逃避征集，拒不改正',
    basis: '《中华人民共和国兵役法》第五十七条',
  }),
];

// Basis: 兵役法第五十七条
export const conscriptionRefusal = severeList({
  code: 'conscription-refusal',
  name: '拒服兵役名单',
  fields,
  decisionStates: ['legalBasis', 'measuresNote', 'removalConditions', 'remedy'],
  businessKey: ['authorityUscc', 'documentNo', 'idNo'],
  updateFrequency: '列入、移出决定作出之日起 7 个工作日内',
  basis: '兵役法第五十七条；国办发〔2020〕49号',
  orders: [['listedOn', 'listedUntil']],
  until: (values) => values.listedUntil,
  concerns: 'persons',
  disclosure: 'limited',
  sharing: '政务共享；自然人信息仅在政务部门间共享',
});
