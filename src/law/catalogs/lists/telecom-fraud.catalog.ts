import type { Field } from '../catalog.ts';
import { required } from '../columns.ts';
import { anyoneFields, fieldListColumns } from './listing-fields.ts';
import { severeList } from './severe-list.rules.ts';

const CONVICTED = '因电信网络诈骗及其关联犯罪受过刑事处罚';
const ACCOUNTS = '非法买卖、出租、出借电话卡、银行账户、支付账户等';

const fields: readonly Field[] = [
  ...anyoneFields,
  ...fieldListColumns(
    {
      documentNo: '示公惩〔2026〕1号',
      reason: '示例：出租银行账户，经设区的市公安机关认定',
      basis: '《中华人民共和国反电信网络诈骗法》第三十一条',
    },
    [
      required('conduct', '惩戒情形', 'choice', {
        values: [CONVICTED, ACCOUNTS],
        synonyms: ['失信情形', '惩戒事由类别'],
        example: ACCOUNTS,
      }),
    ],
  ),
];

// Basis: 反电信网络诈骗法第三十一条；电信网络诈骗及其关联违法犯罪联合惩戒办法
export const telecomFraud = severeList({
  code: 'telecom-fraud',
  name: '电信网络诈骗及其关联违法犯罪联合惩戒对象',
  fields,
  businessKey: ['authorityUscc', 'documentNo', 'uscc', 'idNo'],
  updateFrequency: '列入、移出决定作出之日起 7 个工作日内',
  basis: '反电信网络诈骗法第三十一条；电信网络诈骗及其关联违法犯罪联合惩戒办法；国办发〔2020〕49号',
  orders: [['listedOn', 'listedUntil']],
  until: (values) => values.listedUntil,
  disclosure: 'limited',
  sharing: '政务共享；自然人信息仅在政务部门间共享',
  term: ({ conduct }) =>
    conduct === ACCOUNTS ? 'list.telecom-fraud.accounts.term' : 'list.telecom-fraud.term',
});
